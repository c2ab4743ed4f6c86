/** The HTTP edge. */
@NullMarked
package io.rykker.invoice.api;

import org.jspecify.annotations.NullMarked;
