/** Invoices and credit notes as XML documents: checked before they are believed, then turned into orders. */
@NullMarked
package io.rykker.invoice.ubl;

import org.jspecify.annotations.NullMarked;
