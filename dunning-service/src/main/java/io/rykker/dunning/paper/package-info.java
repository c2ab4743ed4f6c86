/** A case on paper: a described case is run through the pure core, and its questions are answered. */
@NullMarked
package io.rykker.dunning.paper;

import org.jspecify.annotations.NullMarked;
