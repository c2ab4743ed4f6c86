/** The ledger: whose money it is and which invoice it pays. Plain Java, no clock, no database, no messages. */
@NullMarked
package io.rykker.payment.domain;

import org.jspecify.annotations.NullMarked;
