/** The HTTP edge. */
@NullMarked
package io.rykker.dunning.api;

import org.jspecify.annotations.NullMarked;
