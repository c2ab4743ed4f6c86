/** A hundred days of two creditors, told as they happen, with books that must add up. */
@NullMarked
package io.rykker.stack.demo;

import org.jspecify.annotations.NullMarked;
