/** The world outside, for the demo and the tests: a mail server that keeps what it takes, and a collection agency. */
@NullMarked
package io.rykker.stack.neighbours;

import org.jspecify.annotations.NullMarked;
