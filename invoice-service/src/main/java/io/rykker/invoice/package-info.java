/** Receivables: takes invoices in, validates them, keeps creditors and debtors, and says what it took in. */
@NullMarked
package io.rykker.invoice;

import org.jspecify.annotations.NullMarked;
