/** Bank files: camt.053 and camt.054 read as a stream into what the ledger hears. */
@NullMarked
package io.rykker.payment.bank;

import org.jspecify.annotations.NullMarked;
