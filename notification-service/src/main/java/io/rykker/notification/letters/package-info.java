/** What a letter says, in the debtor's language. */
@NullMarked
package io.rykker.notification.letters;

import org.jspecify.annotations.NullMarked;
