/** The HTTP edge. */
@NullMarked
package io.rykker.payment.api;

import org.jspecify.annotations.NullMarked;
