/** Reaches the debtor in their language, once, and reports what was sent. */
@NullMarked
package io.rykker.notification;

import org.jspecify.annotations.NullMarked;
