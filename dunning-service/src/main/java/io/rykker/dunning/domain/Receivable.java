package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The invoice as it was issued. It is never edited: what changes what is owed are claim lines, credits and payments.
 *
 * @param policy the creditor's policy when the invoice was taken in
 * @param policyVersion the version that this case walks to its end; 0 when no such policy was known, then the newest
 * @param statements the creditor's bank is known by statements, so a deadline is judged only when they are complete
 * @param warnings what was odd in it when it was taken in
 */
public record Receivable(
        UUID debtorId,
        String number,
        LocalDate issuedOn,
        LocalDate dueOn,
        Money total,
        String creditorCountry,
        String zone,
        DebtorKind debtorKind,
        String debtorCountry,
        String language,
        @Nullable String paymentReference,
        boolean feesAgreed,
        String policy,
        int policyVersion,
        @Nullable String agency,
        boolean statements,
        List<Warning> warnings) {

    /**
     * What was odd in the invoice when it was taken in.
     *
     * @param rule the paragraph that it comes from, or null
     */
    public record Warning(
            String code,
            String field,
            String what,
            @Nullable String rule) {}

    /** What was stored before there were warnings has none. */
    public Receivable {
        warnings = warnings == null ? List.of() : List.copyOf(warnings);
    }

    /** An invoice with nothing odd in it. */
    public Receivable(
            UUID debtorId,
            String number,
            LocalDate issuedOn,
            LocalDate dueOn,
            Money total,
            String creditorCountry,
            String zone,
            DebtorKind debtorKind,
            String debtorCountry,
            String language,
            @Nullable String paymentReference,
            boolean feesAgreed,
            String policy,
            int policyVersion,
            @Nullable String agency,
            boolean statements) {
        this(
                debtorId,
                number,
                issuedOn,
                dueOn,
                total,
                creditorCountry,
                zone,
                debtorKind,
                debtorCountry,
                language,
                paymentReference,
                feesAgreed,
                policy,
                policyVersion,
                agency,
                statements,
                List.of());
    }

    Receivable walking(String policy, int version) {
        return new Receivable(
                debtorId,
                number,
                issuedOn,
                dueOn,
                total,
                creditorCountry,
                zone,
                debtorKind,
                debtorCountry,
                language,
                paymentReference,
                feesAgreed,
                policy,
                version,
                agency,
                statements,
                warnings);
    }

    public String policyName() {
        return policy + "/" + policyVersion;
    }
}
