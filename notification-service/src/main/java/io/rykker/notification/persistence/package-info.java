/** Tables as rows, and the outbox. */
@NullMarked
package io.rykker.notification.persistence;

import org.jspecify.annotations.NullMarked;
