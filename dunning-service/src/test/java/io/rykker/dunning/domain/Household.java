package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** A debtor with several invoices of one creditor, and what happens to them, day by day. */
final class Household {

    final Map<UUID, Case> cases = new LinkedHashMap<>();
    final Map<UUID, List<Fact>> facts = new HashMap<>();
    final List<Effect> told = new ArrayList<>();
    final Map<LocalDate, Integer> lettersAskedOn = new HashMap<>();
    private final Map<UUID, Tally> tallies = new HashMap<>();
    private final Map<UUID, Past> pasts = new HashMap<>();
    LocalDate today = LocalDate.of(2026, 1, 5);
    Hold hold;
    KeyAccount keyAccount;
    RuleBook book = Life.BOOK;

    UUID issue(String number, Receivable receivable) {
        UUID id = UUID.nameUUIDFromBytes(("dk-nordlys|" + number).getBytes());
        cases.put(id, Case.of(id));
        hear(id, new Signal.Issued("dk-nordlys", receivable));
        return id;
    }

    UUID issue(String number, String amount, String due) {
        return issue(number, Life.invoice("DK", DebtorKind.CONSUMER, amount, LocalDate.parse(due), "nordic-friendly"));
    }

    /** The invoice of another debtor. */
    static Receivable of(UUID debtor, Receivable r) {
        return new Receivable(
                debtor,
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
                r.statements());
    }

    private Past past(Case c) {
        return pasts.computeIfAbsent(c.invoiceId(), id -> Past.of(c, book, tallies.getOrDefault(id, Tally.NONE)));
    }

    List<Past> past() {
        return cases.values().stream().map(this::past).filter(Objects::nonNull).toList();
    }

    Rules rules() {
        return book.on(today, null).about(Debtor.of(new Profile(hold, Credit.NONE, keyAccount), past(), today));
    }

    Decision hear(UUID id, Signal signal) {
        Decision decision = Dunning.decide(cases.get(id), signal, book.on(today, null));
        take(id, decision);
        return decision;
    }

    private void take(UUID id, Decision decision) {
        if (!(decision instanceof Decision.Move(var next, var more, var effects))) {
            return;
        }
        cases.put(id, next);
        pasts.remove(id);
        tallies.merge(id, Tally.NONE.and(more), Tally::and);
        facts.computeIfAbsent(id, _ -> new ArrayList<>()).addAll(more);
        told.addAll(effects);
        for (Fact fact : more) {
            if (fact instanceof Fact.ReminderCalledOff(var letter, var reason)) {
                others(id, letter).forEach(other -> hear(other, new Signal.CalledOff(letter, reason)));
            }
        }
    }

    private List<UUID> others(UUID id, UUID letter) {
        return cases.get(id)
                .letter(letter)
                .map(Letter::bundle)
                .map(bundle -> bundle.invoices().stream()
                        .filter(one -> !one.equals(id))
                        .toList())
                .orElse(List.of());
    }

    /** What is said of a letter is heard by every case that is in it. */
    void hearOfLetter(UUID id, Signal.FromDeliveries signal) {
        List<UUID> others = others(id, signal.reminderId());
        hear(id, signal);
        others.forEach(other -> hear(other, signal));
    }

    /** The day's sweep: of the cases that are due, again until none is. */
    void sweep() {
        for (int round = 0; round < 5; round++) {
            Rules rules = rules();
            List<Case> due =
                    cases.values().stream().filter(c -> isDue(c, rules)).toList();
            if (due.isEmpty()) {
                return;
            }
            int asked = 0;
            for (var decided : Bundle.day(due, rules).decisions().entrySet()) {
                int before = told.size();
                take(decided.getKey(), decided.getValue());
                asked += (int) told.subList(before, told.size()).stream()
                        .filter(Effect.AskReminder.class::isInstance)
                        .count();
            }
            if (asked > 0) {
                lettersAskedOn.merge(today, asked, Integer::sum);
            }
        }
    }

    boolean isDue(Case c, Rules rules) {
        Ahead ahead = Ahead.of(c, rules);
        return ahead != null && !ahead.on().isAfter(today);
    }

    Household on(String day) {
        today = LocalDate.parse(day);
        sweep();
        return this;
    }

    Household until(String day) {
        LocalDate end = LocalDate.parse(day);
        while (today.isBefore(end)) {
            today = today.plusDays(1);
            sweep();
            send();
        }
        return this;
    }

    /** Sends whatever is on its way; gives back how many letters went out. */
    int send() {
        int sent = 0;
        for (Case c : List.copyOf(cases.values())) {
            Letter pending = cases.get(c.invoiceId()).pendingLetter();
            if (pending != null && pending.isToldOf(c.invoiceId())) {
                LocalDate deadline = today.plusDays(pending.deadlineDays());
                LocalDate printed = deadline.isAfter(pending.deadline()) ? deadline : pending.deadline();
                hearOfLetter(c.invoiceId(), new Signal.Sent(pending.id(), new Letter.Sent("email", today, printed)));
                sent += pending.kind() == StepKind.PROMISE_CONFIRMATION ? 0 : 1;
            }
        }
        return sent;
    }

    void pay(UUID id, String payment, String amount, String on) {
        hear(
                id,
                new Signal.Paid(
                        UUID.nameUUIDFromBytes(payment.getBytes()),
                        new Account.Payment(Money.of(amount, "DKK"), LocalDate.parse(on), "bank")));
    }

    List<Effect.AskReminder> letters() {
        return told.stream()
                .filter(Effect.AskReminder.class::isInstance)
                .map(Effect.AskReminder.class::cast)
                .toList();
    }

    String fees(UUID id) {
        Case c = cases.get(id);
        return c.account()
                .claimed(ClaimLine.Kind.FEE, c.issued().total())
                .amount()
                .toPlainString();
    }

    String state(UUID id) {
        return cases.get(id).standing().word();
    }
}
