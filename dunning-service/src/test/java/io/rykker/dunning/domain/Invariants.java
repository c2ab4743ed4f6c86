package io.rykker.dunning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is true of every case, whatever happened to it. */
final class Invariants {

    private Invariants() {}

    static void hold(Life life) {
        Case c = life.c;
        assertThat(Case.of(Life.INVOICE).withAll(life.facts))
                .as("replaying the journal gives the case")
                .isEqualTo(c);
        if (c.receivable() == null) {
            assertThat(life.told).as("nothing is told of an unknown invoice").isEmpty();
            return;
        }
        Ahead ahead = Ahead.of(c, life.rules());
        Money total = c.issued().total();
        assertThat(c.balance())
                .as("the balance is the sum of the lines less what came in")
                .isEqualTo(c.account()
                        .claimed(total)
                        .minus(c.account().paid(total))
                        .minus(c.account().credited(total)));
        switch (c.standing()) {
            case Standing.Unknown _ -> {}
            case Standing.Settled(var how) -> {
                assertThat(ahead).as("a settled case waits for nothing").isNull();
                assertThat(c.pendingLetter()).as("nothing is on its way").isNull();
                assertThat(c.balance().isPositive())
                        .as("settled, %s, and owed", how)
                        .isFalse();
                Handover open = c.openHandover();
                if (open != null) {
                    assertThat(c.account().filledBy(total)).isEqualTo("agency");
                }
            }
            case Standing.OnHold _ -> {
                assertThat(c.pendingLetter()).as("nothing is on its way").isNull();
                assertThat(c.openHandover()).as("no agency has it").isNull();
            }
            case Standing.Escalated _ ->
                assertThat(c.pendingLetter()).as("nothing is on its way").isNull();
            case Standing.NotDue _, Standing.Overdue _, Standing.NoticeRunning _ ->
                assertThat(c.openHandover()).as("no agency has it").isNull();
        }
        if (c.settled() == null) {
            assertThat(c.balance().isPositive()).as("open and not owed").isTrue();
            assertThat(ahead).as("an open case has a next date").isNotNull();
        }
        assertThat(c.letters().stream().filter(Letter::isPending).count()).isLessThanOrEqualTo(1);
        feesAreLawful(c);
    }

    /** After a day was heard, its case is not due on that day any more, unless the bank is still to be known. */
    static void isNotDueAgain(Life life) {
        Ahead ahead = Ahead.of(life.c, life.rules());
        if (ahead != null && life.rules().bankKnown(ahead.bankThrough())) {
            assertThat(ahead.on()).as("a sweep must come to an end").isAfter(life.today);
        }
    }

    private static void feesAreLawful(Case c) {
        Receivable issued = c.issued();
        LocalDate due = Ahead.due(c, Life.BOOK);
        boolean isDanish = issued.debtorCountry().equals("DK");
        List<Letter> charged = new ArrayList<>(c.letters().stream()
                .filter(letter -> c.account()
                        .claimed(ClaimLine.Kind.FEE, letter.id().toString(), issued.total())
                        .isPositive())
                .sorted(Comparator.comparing(letter -> letter.sent().on()))
                .toList());
        assertThat(charged.size()).as("fees").isLessThanOrEqualTo(isDanish ? 3 : 2);
        LocalDate before = null;
        LocalDate deadline = null;
        for (Letter letter : charged) {
            LocalDate on = letter.sent().on();
            assertThat(c.account()
                            .claimed(ClaimLine.Kind.FEE, letter.id().toString(), issued.total())
                            .amount())
                    .isLessThanOrEqualTo(new BigDecimal(isDanish ? "100.00" : "38.00"));
            assertThat(on).isAfterOrEqualTo(due.plusDays(isDanish ? 1 : 14));
            if (before != null && isDanish) {
                assertThat(ChronoUnit.DAYS.between(before, on)).isGreaterThanOrEqualTo(10);
            }
            if (deadline != null && !isDanish) {
                assertThat(on).isAfter(deadline);
            }
            before = on;
            deadline = letter.sent().deadline();
        }
        if (issued.debtorKind() == DebtorKind.CONSUMER) {
            assertThat(c.account()
                            .claimed(ClaimLine.Kind.COMPENSATION, issued.total())
                            .isZero())
                    .isTrue();
        }
        for (Handover handover : c.handovers()) {
            Letter notice = c.standingNotice();
            if (notice != null && handover.isOpen() && c.settled() == null) {
                assertThat(handover.on()).isAfter(notice.sent().on().plusDays(isDanish ? 10 : 14));
            }
        }
    }
}
