package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What has come to be owed beside the lines: shown, and claimed only when a letter or a handover books it. */
public final class Outstanding {

    private Outstanding() {}

    /** Interest through a day that no line has claimed; empty when the invoice or a rate is not known. */
    public static Optional<Money> interest(Case c, RuleBook book, LocalDate through) {
        Receivable issued = c.receivable();
        if (issued == null || c.settled() != null) {
            return Optional.empty();
        }
        try {
            Money all = Interest.sum(stretches(c, book, through), issued.total());
            return Optional.of(all.minus(c.account().claimed(ClaimLine.Kind.INTEREST, issued.total()))
                    .atLeastZero());
        } catch (MissingLaw _) {
            return Optional.empty();
        }
    }

    /** All interest through a day, claimed or not; throws {@link MissingLaw}. */
    public static List<Interest.Stretch> stretches(Case c, RuleBook book, LocalDate through) {
        Receivable issued = c.issued();
        return Interest.on(
                issued.total().minus(c.account().credited(issued.total())),
                Allocation.onPrincipal(parts(c, book)),
                issued.issuedOn(),
                Ahead.due(c, book),
                through,
                issued.debtorKind(),
                book.lawOf(c));
    }

    /** What each payment that counts was for, in the order of the law; throws {@link MissingLaw}. */
    public static List<Allocation.Part> parts(Case c, RuleBook book) {
        Money total = c.issued().total();
        List<Account.Payment> payments = c.account().standing(total);
        return payments.isEmpty()
                ? List.of()
                : Allocation.of(c.account().lines(), c.account().credited(total), payments, order(c, book));
    }

    static List<Allocation.Pot> order(Case c, RuleBook book) {
        return book.lawOf(c).allocation(c.issued().debtorKind(), Ahead.dates(c, book, Ahead.due(c, book)));
    }
}
