/** The HTTP edge: what agencies report, and what ops look at. */
@NullMarked
package io.rykker.collection.api;

import org.jspecify.annotations.NullMarked;
