/** The embedded default: real servers from Maven artifacts, and the command line that drives them. */
@NullMarked
package io.rykker.stack;

import org.jspecify.annotations.NullMarked;
