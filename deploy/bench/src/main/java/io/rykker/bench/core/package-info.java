/** The pure core of dunning-service alone, with nothing around it. */
@NullMarked
package io.rykker.bench.core;

import org.jspecify.annotations.NullMarked;
