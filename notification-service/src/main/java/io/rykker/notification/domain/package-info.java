/** What may happen to a message, and when it is tried again: plain Java. */
@NullMarked
package io.rykker.notification.domain;

import org.jspecify.annotations.NullMarked;
