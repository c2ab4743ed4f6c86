package io.rykker.dunning.domain;

import io.rykker.dunning.rulebook.RuleFiles;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** One case and what happens to it, day by day; keeps the facts and what the world was told. */
final class Life {

    static final RuleBook BOOK = RuleFiles.read();
    static final UUID INVOICE = UUID.nameUUIDFromBytes("dk-nordlys|2026-1001".getBytes());

    Case c = Case.of(INVOICE);
    LocalDate today = LocalDate.of(2026, 1, 5);
    LocalDate bank;
    final List<Fact> facts = new ArrayList<>();
    final List<Effect> told = new ArrayList<>();
    final List<String> refused = new ArrayList<>();

    static Receivable invoice(String country, DebtorKind kind, String total, LocalDate due, String policy) {
        String currency = switch (country) {
            case "NO" -> "NOK";
            case "SE" -> "SEK";
            case "DK" -> "DKK";
            case "PL" -> "PLN";
            default -> "EUR";
        };
        return new Receivable(
                UUID.nameUUIDFromBytes("debtor".getBytes()),
                "2026-1001",
                due.minusDays(14),
                due,
                Money.of(total, currency),
                country,
                "Europe/Copenhagen",
                kind,
                country,
                "da",
                null,
                false,
                policy,
                0,
                "fjordinkasso",
                false);
    }

    static Receivable withStatements(Receivable r) {
        return new Receivable(
                r.debtorId(),
                r.number(),
                r.issuedOn(),
                r.dueOn(),
                r.total(),
                r.creditorCountry(),
                r.zone(),
                r.debtorKind(),
                r.debtorCountry(),
                r.language(),
                r.paymentReference(),
                r.feesAgreed(),
                r.policy(),
                r.policyVersion(),
                r.agency(),
                true);
    }

    static Receivable agreed(Receivable r) {
        return new Receivable(
                r.debtorId(),
                r.number(),
                r.issuedOn(),
                r.dueOn(),
                r.total(),
                r.creditorCountry(),
                r.zone(),
                r.debtorKind(),
                r.debtorCountry(),
                r.language(),
                r.paymentReference(),
                true,
                r.policy(),
                r.policyVersion(),
                r.agency(),
                r.statements());
    }

    static Receivable in(String currency, Receivable r) {
        return new Receivable(
                r.debtorId(),
                r.number(),
                r.issuedOn(),
                r.dueOn(),
                Money.of(r.total().amount().toPlainString(), currency),
                r.creditorCountry(),
                r.zone(),
                r.debtorKind(),
                r.debtorCountry(),
                r.language(),
                r.paymentReference(),
                r.feesAgreed(),
                r.policy(),
                r.policyVersion(),
                r.agency(),
                r.statements());
    }

    static Life of(Receivable receivable) {
        var life = new Life();
        life.today = receivable.issuedOn();
        life.hear(new Signal.Issued("dk-nordlys", receivable));
        return life;
    }

    static Life danish(DebtorKind kind, String total, String due) {
        return of(invoice("DK", kind, total, LocalDate.parse(due), "nordic-friendly"));
    }

    static Life norwegian(DebtorKind kind, String total, String due) {
        return of(invoice("NO", kind, total, LocalDate.parse(due), "nordic-friendly"));
    }

    RuleBook book = BOOK;

    static Life of(Receivable receivable, Policy policy) {
        var life = new Life();
        life.today = receivable.issuedOn();
        life.book = BOOK.trying(policy);
        life.hear(new Signal.Issued("dk-nordlys", receivable));
        return life;
    }

    Rules rules() {
        return book.on(today, bank);
    }

    Decision hear(Signal signal) {
        Decision decision = Dunning.decide(c, signal, rules());
        switch (decision) {
            case Decision.Move(var next, var more, var effects) -> {
                c = next;
                facts.addAll(more);
                told.addAll(effects);
            }
            case Decision.Stay _ -> {}
            case Decision.Refuse(var why) -> refused.add(why);
        }
        return decision;
    }

    Life on(String day) {
        today = LocalDate.parse(day);
        hear(new Signal.DayCame());
        return this;
    }

    /** Every day until and with this one; letters are sent on the day they are asked for. */
    Life until(String day) {
        LocalDate end = LocalDate.parse(day);
        while (today.isBefore(end)) {
            today = today.plusDays(1);
            hear(new Signal.DayCame());
            sendWhatIsAsked();
        }
        return this;
    }

    Life sendWhatIsAsked() {
        Letter pending = c.pendingLetter();
        if (pending != null) {
            LocalDate deadline = today.plusDays(pending.deadlineDays());
            hear(new Signal.Sent(
                    pending.id(),
                    new Letter.Sent(
                            "email", today, deadline.isAfter(pending.deadline()) ? deadline : pending.deadline())));
        }
        return this;
    }

    Life pay(String id, String amount, String valueDate, String source) {
        hear(paid(id, amount, valueDate, source));
        return this;
    }

    Signal.Paid paid(String id, String amount, String valueDate, String source) {
        return new Signal.Paid(
                UUID.nameUUIDFromBytes(id.getBytes()),
                new Account.Payment(
                        Money.of(amount, c.receivable() == null ? "DKK" : currency()),
                        LocalDate.parse(valueDate),
                        source));
    }

    Life reverse(String id, String amount, String on) {
        hear(new Signal.Reversed(
                UUID.nameUUIDFromBytes(id.getBytes()),
                new Account.Reversal(Money.of(amount, currency()), LocalDate.parse(on), "no funds")));
        return this;
    }

    String currency() {
        return c.issued().total().currency().getCurrencyCode();
    }

    String balance() {
        return c.balance().amount().toPlainString();
    }

    String claimed(ClaimLine.Kind kind) {
        return c.account().claimed(kind, c.issued().total()).amount().toPlainString();
    }

    String state() {
        return c.standing().word();
    }

    List<Letter> letters() {
        return c.letters();
    }

    <E extends Effect> List<E> told(Class<E> kind) {
        return told.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
