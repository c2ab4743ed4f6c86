package io.rykker.invoice.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rykker.invoice.domain.Address;
import io.rykker.invoice.domain.Assignment;
import io.rykker.invoice.domain.Assignments;
import io.rykker.invoice.domain.Debtor;
import io.rykker.invoice.domain.Invoice;
import io.rykker.invoice.domain.Money;
import io.rykker.invoice.domain.Order.Cancel;
import io.rykker.invoice.domain.Order.Credit;
import io.rykker.invoice.domain.Receivable;
import io.rykker.invoice.domain.Review;
import io.rykker.invoice.messaging.Outgoing.Delivered;
import io.rykker.invoice.messaging.PaymentTerms;
import io.rykker.invoice.persistence.DebtorRow;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An invoice number and all that is known of it.
 *
 * @param state {@code issued}, {@code cancelled}, or {@code waiting} when only its credit notes or cancellation came yet
 * @param assigned {@code factored} or {@code sold} while the claim is somebody else's
 * @param receivable what is to be paid after prepayments; credit notes are not taken off
 * @param deliveries how it reached the debtor, the oldest first; empty while nobody said
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record InvoiceShown(
        UUID invoiceId,
        String creditorId,
        String invoiceNumber,
        String state,
        @Nullable LocalDate issuedOn,
        @Nullable LocalDate dueOn,
        @Nullable Amount total,
        @Nullable Amount prepaid,
        @Nullable Amount receivable,
        @Nullable String paymentReference,
        @Nullable Boolean feesAgreed,
        @Nullable String note,
        @Nullable DebtorShown debtor,
        List<Note> creditNotes,
        @Nullable Cancellation cancellation,
        List<Receipt.Found> findings,
        List<Delivered> deliveries,
        @Nullable String assigned,
        @Nullable List<AssignmentShown> assignments,
        @Nullable List<FactorPaid> factorPayments) {

    record Amount(String amount, String currency) {

        static @Nullable Amount of(@Nullable Money money) {
            return money == null
                    ? null
                    : new Amount(
                            money.amount().toPlainString(), money.currency().getCurrencyCode());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DebtorShown(
            UUID debtorId,
            String number,
            String name,
            String kind,
            String country,
            String language,
            @Nullable String registrationNumber,
            @Nullable String email,
            @Nullable String phone,
            @Nullable Address address) {

        static DebtorShown of(Debtor debtor) {
            return new DebtorShown(
                    debtor.id(),
                    debtor.number(),
                    debtor.name(),
                    debtor.kind().name().toLowerCase(Locale.ROOT),
                    debtor.country(),
                    debtor.language(),
                    debtor.registrationNumber(),
                    debtor.email(),
                    debtor.phone(),
                    debtor.address());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Note(
            UUID creditNoteId,
            String creditNoteNumber,
            LocalDate issuedOn,
            @Nullable Amount amount,
            @Nullable String reason) {

        static Note of(Credit credit) {
            return new Note(
                    credit.creditNoteId(),
                    credit.creditNoteNumber(),
                    credit.issuedOn(),
                    Amount.of(credit.amount()),
                    credit.reason());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Cancellation(LocalDate cancelledOn, @Nullable String reason) {

        static @Nullable Cancellation of(@Nullable Cancel cancel) {
            return cancel == null ? null : new Cancellation(cancel.cancelledOn(), cancel.reason());
        }
    }

    /** To whom the claim was assigned, and when it came back. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AssignmentShown(
            UUID assignmentId,
            String kind,
            Assignment.Assignee assignee,
            LocalDate assignedOn,
            @Nullable Amount price,
            String by,
            String why,
            Assignment.@Nullable Back returned) {

        static AssignmentShown of(UUID invoiceId, Assignment one) {
            return new AssignmentShown(
                    one.id(invoiceId),
                    kind(one),
                    one.assignee(),
                    one.on(),
                    Amount.of(one.price()),
                    one.by(),
                    one.why(),
                    one.back());
        }

        static String kind(Assignment one) {
            return one.kind().name().toLowerCase(Locale.ROOT);
        }
    }

    /** What the debtor paid the factor. */
    record FactorPaid(
            String assigneeId,
            String reference,
            LocalDate paidOn,
            @Nullable Amount amount) {

        static FactorPaid of(Assignment.FactorPayment paid) {
            return new FactorPaid(paid.assigneeId(), paid.reference(), paid.on(), Amount.of(paid.amount()));
        }
    }

    static InvoiceShown of(Receivable known, String creditorId, String number, @Nullable DebtorRow row) {
        Invoice invoice = known.invoice();
        Debtor debtor = row == null ? null : row.toDomain();
        Assignments assigned = known.assignments();
        Assignment current = assigned.current();
        return new InvoiceShown(
                known.invoiceId(),
                creditorId,
                number,
                invoice == null ? "waiting" : known.cancellation() == null ? "issued" : "cancelled",
                invoice == null ? null : invoice.issuedOn(),
                known.dueOn(),
                invoice == null ? null : Amount.of(invoice.total()),
                invoice == null ? null : Amount.of(invoice.prepaid()),
                invoice == null ? null : Amount.of(invoice.receivable()),
                invoice == null ? null : invoice.paymentReference(),
                invoice == null ? null : invoice.feesAgreed(),
                invoice == null ? null : invoice.note(),
                debtor == null ? null : DebtorShown.of(debtor),
                known.credits().values().stream()
                        .sorted(Comparator.comparing(Credit::creditNoteNumber))
                        .map(Note::of)
                        .toList(),
                Cancellation.of(known.cancellation()),
                invoice == null || debtor == null
                        ? List.of()
                        : Receipt.Found.of(Review.of(invoice, debtor, known.dueOn(), PaymentTerms.LIMITS)),
                known.deliveries().stream().map(Delivered::of).toList(),
                current == null ? null : AssignmentShown.kind(current),
                assigned.isEmpty()
                        ? null
                        : assigned.all().stream()
                                .map(one -> AssignmentShown.of(known.invoiceId(), one))
                                .toList(),
                assigned.payments().isEmpty()
                        ? null
                        : assigned.payments().stream().map(FactorPaid::of).toList());
    }
}
