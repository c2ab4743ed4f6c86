package io.rykker.dunning.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.rykker.dunning.domain.Acceptance;
import io.rykker.dunning.domain.Account;
import io.rykker.dunning.domain.Answer;
import io.rykker.dunning.domain.Assignment;
import io.rykker.dunning.domain.Call;
import io.rykker.dunning.domain.Case;
import io.rykker.dunning.domain.ClaimLine;
import io.rykker.dunning.domain.Contest;
import io.rykker.dunning.domain.DebtorKind;
import io.rykker.dunning.domain.Delivery;
import io.rykker.dunning.domain.Detour;
import io.rykker.dunning.domain.Evidence;
import io.rykker.dunning.domain.Fact;
import io.rykker.dunning.domain.Fallback;
import io.rykker.dunning.domain.Handover;
import io.rykker.dunning.domain.Hold;
import io.rykker.dunning.domain.Letter;
import io.rykker.dunning.domain.Limitation;
import io.rykker.dunning.domain.Mandate;
import io.rykker.dunning.domain.Money;
import io.rykker.dunning.domain.Plan;
import io.rykker.dunning.domain.Proof;
import io.rykker.dunning.domain.Receivable;
import io.rykker.dunning.domain.Refusal;
import io.rykker.dunning.domain.StepKind;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is stored comes back as it was, fact by fact and as a whole. */
class CaseTextTest {

    private static final LocalDate DAY = LocalDate.parse("2026-02-04");
    private static final UUID ID = new UUID(1, 2);
    private static final Money MONEY = Money.of("1000.10", "DKK");

    private static final List<Fact> EVERY_FACT = List.of(
            new Fact.InvoiceTaken(
                    "dk-nordlys",
                    new Receivable(
                            ID,
                            "2026-1001",
                            DAY,
                            DAY.plusDays(14),
                            MONEY,
                            "DK",
                            "Europe/Copenhagen",
                            DebtorKind.CONSUMER,
                            "NO",
                            "nb",
                            null,
                            true,
                            "strict",
                            1,
                            "fjordinkasso",
                            true,
                            List.of(new Receivable.Warning("TERM_OVER_LIMIT", "dueOn", "too long", "§ 2 a")))),
            new Fact.PaymentCounted(ID, new Account.Payment(MONEY, DAY, "bank")),
            new Fact.PaymentTakenBack(ID, new Account.Reversal(MONEY, DAY, "no funds")),
            new Fact.CreditCounted(ID, new Account.Credit("K-1", MONEY, DAY, "broken")),
            new Fact.LineCharged(new ClaimLine(ClaimLine.Kind.FEE, ID.toString(), MONEY.negated(), DAY, "reminder-1")),
            new Fact.FellDue(),
            new Fact.ReminderAsked(new Letter(
                    ID,
                    1,
                    "reminder-1",
                    StepKind.FORMAL,
                    "firm",
                    List.of("email", "letter"),
                    DAY,
                    DAY.plusDays(14),
                    14,
                    MONEY,
                    Money.of("0", "DKK"),
                    true,
                    null,
                    null,
                    null,
                    null,
                    new Letter.Bundled(ID, List.of(ID, new UUID(3, 4))),
                    "nordpartner")),
            new Fact.ReminderWentOut(ID, new Letter.Sent("email", DAY, DAY.plusDays(14))),
            new Fact.ReminderArrived(ID, "email"),
            new Fact.ReminderFailed(ID, "email", "no such mailbox"),
            new Fact.ReminderCalledOff(ID, "paid"),
            new Fact.HeldBack(new Hold(
                    Hold.Kind.PROMISE, DAY, DAY.plusDays(9), Hold.Then.RESUME, "promise", "called", MONEY, MONEY)),
            new Fact.InstalmentLate(1, DAY),
            new Fact.HeldBack(new Hold(
                    Hold.Kind.TAKEN_OVER,
                    DAY,
                    DAY.plusDays(9),
                    Hold.Then.RESUME,
                    "bodil",
                    "old",
                    null,
                    null,
                    null,
                    null,
                    new Hold(
                            Hold.Kind.PLAN,
                            DAY,
                            DAY.plusDays(60),
                            Hold.Then.RESUME,
                            "plan",
                            "poor",
                            null,
                            null,
                            Fallback.NOTICE,
                            new Plan(
                                    List.of(new Plan.Instalment(DAY.plusDays(9), MONEY)),
                                    MONEY,
                                    3,
                                    1,
                                    DAY.plusDays(12),
                                    new Acceptance(Acceptance.How.REPLY, DAY, "mail 4711")),
                            null))),
            new Fact.ExtensionGranted(DAY, true),
            new Fact.PlanAccepted(new Acceptance(Acceptance.How.SIGNATURE, DAY, "document 12")),
            new Fact.DebtAcknowledged(DAY, "instalment plan"),
            new Fact.ClaimConfirmed(new Limitation.Event(Limitation.Cause.JUDGMENT, DAY), "the court of Aarhus"),
            new Fact.Contested(new Contest(MONEY, "goods", "broken", DAY, DAY.plusDays(14), true)),
            new Fact.ContestEnded("credited"),
            new Fact.ProofAsked(new Proof("goods", MONEY, DAY, DAY.plusDays(7), null, null)),
            new Fact.ProofMissed(DAY.plusDays(8)),
            new Fact.EvidenceAdded(
                    new Evidence(
                            new Evidence.File(
                                    ID,
                                    Evidence.Kind.PROOF_OF_DELIVERY,
                                    "delivery-note.pdf",
                                    "application/pdf",
                                    48_211,
                                    "ab".repeat(32)),
                            DAY,
                            DAY.plusDays(9),
                            "bodil"),
                    "the carrier has it"),
            new Fact.ProofCame(ID, DAY.plusDays(9)),
            new Fact.InvoiceDelivered(new Delivery(DAY, "peppol", "receipt 4711")),
            new Fact.ChargesLost(ID, "it was right"),
            new Fact.CallMade(new Call(Call.Outcome.NO_ANSWER, DAY, null, "rang ten times")),
            new Fact.DetourSet(Detour.NOTICE, "broken"),
            new Fact.Asked(DAY, "nothing is known"),
            new Fact.HoldEnded(Hold.Kind.PROMISE, "kept"),
            new Fact.HandedOver(new Handover(ID, DAY, true, Mandate.REMINDERS, null, List.of()), "unpaid"),
            new Fact.AgencySpoke(ID, "fjordinkasso", "2026-02-04 accepted", "closed: paid"),
            new Fact.TakenBack(ID, "paid"),
            new Fact.LimitationNear(DAY.plusYears(3), "forældelsesloven § 3"),
            new Fact.Waiting("no law pack for SE"),
            new Fact.SegmentFound("large"),
            new Fact.ApprovalAsked(1, "reminder-1", DAY),
            new Fact.ApprovalAsked(3, "agency", DAY, "anna"),
            new Fact.ApprovalGiven("reminder-1", "go ahead"),
            new Fact.StepObserved(new Letter(
                    new UUID(3, 4),
                    2,
                    "collection-notice",
                    StepKind.COLLECTION_NOTICE,
                    "formal",
                    List.of("email"),
                    DAY,
                    DAY.plusDays(14),
                    14,
                    MONEY,
                    MONEY,
                    true,
                    new Letter.Sent("none", DAY, DAY.plusDays(14)),
                    null,
                    null,
                    "observed",
                    null)),
            new Fact.PolicyMoved("one-reminder", 2, 1, "agreed with the debtor"),
            new Fact.ContactFound(3, DAY, "called"),
            new Fact.SignOfLife(DAY),
            new Fact.FellSilent(DAY),
            new Fact.EscalationLate(DAY),
            new Fact.OwnerNamed("bodil", "an old customer"),
            new Fact.DebtorAnswered(new Answer(Answer.Channel.CHAT, DAY, "asks for a copy", "chat 7")),
            new Fact.PartnerRefused(new Refusal("nordpartner", "partner-reminds/2", "reminder-1", DAY, "not so")),
            new Fact.ClaimAssigned(new Assignment(
                    ID, Assignment.Kind.SOLD, "havkapital", "Havkapital", DAY, MONEY, null, "mette", "portfolio", 2)),
            new Fact.ClaimReturned(new Assignment(
                    ID, Assignment.Kind.FACTORED, "nordfactor", "Nordfactor", DAY, null, DAY, "mette", "recourse", 3)),
            new Fact.ClaimReopened("owed again"),
            new Fact.ClaimSettled("paid"),
            new Fact.GivenUp(new Account.WriteOff(DAY, "bankrupt")),
            new Fact.InvoiceWithdrawn(new Account.Cancellation(DAY, "wrong")));

    @Test
    void every_fact_comes_back() {
        assertThat(EVERY_FACT.stream().map(Object::getClass).distinct().toList())
                .containsExactlyInAnyOrder(Fact.class.getPermittedSubclasses());
        for (Fact fact : EVERY_FACT) {
            assertThat(CaseText.toFact(CaseText.name(fact), CaseText.of(fact))).isEqualTo(fact);
        }
    }

    @Test
    void a_case_comes_back_after_every_fact() {
        Case c = Case.of(ID);
        for (Fact fact : EVERY_FACT) {
            c = c.with(fact);
            assertThat(CaseText.toCase(CaseText.of(c))).isEqualTo(c);
        }
    }

    @Test
    void a_case_that_was_stored_with_all_that_it_does_not_have_is_the_same() {
        String text = """
                {"invoiceId":"00000000-0000-0001-0000-000000000002",
                "account":{"payments":{},"reversals":{},"credits":{},"lines":[]},"letters":[],"handovers":[],
                "fellDue":false,"course":{"broken":0},
                "dealings":{"calls":[],"promisesKept":0,"promisesBroken":0,"plansFinished":0,"plansBroken":0,"extensions":0,
                "confirmations":[],"reach":{"version":0,"answers":[]},
                "dossier":{"evidence":[],"deliveries":[],"waived":false}}}
                """;

        assertThat(CaseText.toCase(text)).isEqualTo(Case.of(ID));
        assertThat(CaseText.of(Case.of(ID)))
                .isEqualTo("{\"invoiceId\":\"00000000-0000-0001-0000-000000000002\",\"account\":{},\"course\":{},"
                        + "\"dealings\":{\"reach\":{},\"dossier\":{}}}");
    }

    @Test
    void a_case_that_was_stored_before_people_had_dealings_has_none() {
        Case old = Case.of(ID);
        String text = CaseText.of(old).replace(",\"dealings\":{\"reach\":{},\"dossier\":{}}", "");

        assertThat(text).doesNotContain("dealings");
        assertThat(CaseText.toCase(text)).isEqualTo(old);
    }

    @Test
    void dealings_that_were_stored_before_claims_were_confirmed_have_no_confirmations() {
        Case old = Case.of(ID).with(new Fact.Asked(DAY, "nothing is known"));
        String text = CaseText.of(old);

        assertThat(text).contains("askedOn").doesNotContain("confirmations");
        assertThat(CaseText.toCase(text)).isEqualTo(old);
    }

    @Test
    void dealings_that_were_stored_before_disputes_had_evidence_have_an_empty_dossier() {
        Case old = Case.of(ID).with(new Fact.Asked(DAY, "nothing is known"));
        String text = CaseText.of(old).replace(",\"dossier\":{}", "");

        assertThat(text).contains("askedOn").doesNotContain("dossier");
        assertThat(CaseText.toCase(text)).isEqualTo(old);
    }

    @Test
    void dealings_that_were_stored_before_cases_had_owners_name_none() {
        Case old = Case.of(ID).with(new Fact.Asked(DAY, "nothing is known"));
        String text = CaseText.of(old);

        assertThat(text).contains("askedOn").doesNotContain("owner");
        assertThat(CaseText.toCase(text).dealings().owner()).isNull();
        var nobody = new Fact.OwnerNamed(null, "she has left");
        assertThat(CaseText.toFact("OwnerNamed", CaseText.of(nobody))).isEqualTo(nobody);
    }

    @Test
    void a_dossier_that_was_stored_before_deliveries_were_told_has_none() {
        Case old = Case.of(ID).with(new Fact.ProofAsked(new Proof("goods", MONEY, DAY, DAY.plusDays(7), null, null)));
        String text = CaseText.of(old);

        assertThat(text).contains("dossier").doesNotContain("deliveries");
        assertThat(CaseText.toCase(text)).isEqualTo(old);
    }

    @Test
    void a_proof_that_was_stored_when_files_alone_proved_is_of_a_file() {
        var proved = new Fact.ProofCame(ID, DAY);

        assertThat(CaseText.of(proved)).contains(ID.toString());
        assertThat(CaseText.toFact("ProofCame", CaseText.of(new Fact.ProofCame(null, DAY))))
                .isEqualTo(new Fact.ProofCame(null, DAY));
    }

    @Test
    void an_invoice_that_was_stored_before_there_were_warnings_has_none() {
        var taken = (Fact.InvoiceTaken) EVERY_FACT.getFirst();
        String text = CaseText.of(taken).replaceFirst(",\"warnings\":\\[\\{[^}]*}]", "");

        assertThat(text).contains("statements").doesNotContain("warnings");
        var old = (Fact.InvoiceTaken) CaseText.toFact("InvoiceTaken", text);
        assertThat(old.receivable().warnings()).isEmpty();
        assertThat(old.receivable().number()).isEqualTo(taken.receivable().number());
    }

    @Test
    void a_handover_that_was_stored_before_there_were_mandates_was_for_collection() {
        var old = new Fact.HandedOver(new Handover(ID, DAY, true, Mandate.COLLECTION, null, List.of()), "unpaid");
        String text = CaseText.of(old).replaceFirst(",\"mandate\":\"COLLECTION\"", "");

        assertThat(text).doesNotContain("mandate");
        assertThat(CaseText.toFact("HandedOver", text)).isEqualTo(old);
    }

    @Test
    void a_plan_that_was_stored_before_plans_were_proposed_was_agreed_on_at_once() {
        Hold plan = new Hold(
                Hold.Kind.PLAN,
                DAY,
                DAY.plusDays(60),
                Hold.Then.RESUME,
                "plan",
                "poor",
                null,
                null,
                Fallback.NOTICE,
                new Plan(List.of(new Plan.Instalment(DAY.plusDays(9), MONEY)), MONEY, 3, 0, null, null),
                null);
        Case old = Case.of(ID).with(new Fact.HeldBack(plan));
        String text = CaseText.of(old);

        assertThat(text).contains("cameInBefore").doesNotContain("acceptance");
        assertThat(CaseText.toCase(text)).isEqualTo(old);
    }

    @Test
    void what_is_stored_keeps_its_name() {
        assertThat(Arrays.stream(Fact.class.getPermittedSubclasses()).map(Class::getSimpleName))
                .as("add, never rename: journals are full of these")
                .contains(
                        "InvoiceTaken",
                        "InvoiceWithdrawn",
                        "CreditCounted",
                        "PaymentCounted",
                        "PaymentTakenBack",
                        "LineCharged",
                        "FellDue",
                        "ReminderAsked",
                        "ReminderCalledOff",
                        "ReminderWentOut",
                        "ReminderArrived",
                        "ReminderFailed",
                        "HeldBack",
                        "HoldEnded",
                        "ExtensionGranted",
                        "InstalmentLate",
                        "PlanAccepted",
                        "DebtAcknowledged",
                        "ClaimConfirmed",
                        "Contested",
                        "ContestEnded",
                        "ChargesLost",
                        "CallMade",
                        "DetourSet",
                        "Asked",
                        "GivenUp",
                        "HandedOver",
                        "TakenBack",
                        "AgencySpoke",
                        "ClaimSettled",
                        "ClaimReopened",
                        "Waiting",
                        "SegmentFound",
                        "ApprovalAsked",
                        "ApprovalGiven",
                        "StepObserved",
                        "PolicyMoved",
                        "EvidenceAdded",
                        "ProofAsked",
                        "ProofCame",
                        "ProofMissed",
                        "PartnerRefused",
                        "OwnerNamed",
                        "InvoiceDelivered");
    }
}
