/** The command line: what a person does with the stack, one command per class. */
@NullMarked
package io.rykker.stack.cli;

import org.jspecify.annotations.NullMarked;
