/** Tables as rows, and the outbox. */
@NullMarked
package io.rykker.payment.persistence;

import org.jspecify.annotations.NullMarked;
