/** What the tests of the services use of the stack. Needs nothing but the JDK on the class path. */
@NullMarked
package io.rykker.stack.testing;

import org.jspecify.annotations.NullMarked;
