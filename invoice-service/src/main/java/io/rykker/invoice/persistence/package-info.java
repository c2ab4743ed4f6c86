/** Tables as rows, and the outbox. */
@NullMarked
package io.rykker.invoice.persistence;

import org.jspecify.annotations.NullMarked;
