/** The benchmarks, and the raw limits that they are held against. */
@NullMarked
package io.rykker.bench;

import org.jspecify.annotations.NullMarked;
