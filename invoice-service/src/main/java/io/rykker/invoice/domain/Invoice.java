package io.rykker.invoice.domain;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An invoice as the creditor issued it. It never changes: two that differ in any field are not the same invoice.
 *
 * @param statedDueOn as the invoice states it; without one the creditor's payment terms count
 * @param total what the debtor is asked to pay, VAT included (EN 16931, BT-112)
 * @param prepaid what was paid before it was issued (BT-113)
 * @param feesAgreed whether reminder fees were agreed when the debt arose; null when nobody said
 */
public record Invoice(
        String creditorId,
        String invoiceNumber,
        LocalDate issuedOn,
        @Nullable LocalDate statedDueOn,
        Money total,
        @Nullable Money prepaid,
        @Nullable String paymentReference,
        @Nullable Boolean feesAgreed,
        @Nullable String note,
        String debtorNumber) {

    public UUID id() {
        return Ids.invoice(creditorId, invoiceNumber);
    }

    public UUID debtorId() {
        return Ids.debtor(creditorId, debtorNumber);
    }

    /** What is left to be paid after prepayments (BT-115 without rounding). */
    public Money receivable() {
        return prepaid == null ? total : total.minus(prepaid);
    }
}
