package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.util.List;

/**
 * The account of a case at the end of a day, with the interest that has run by law until then, whether or not a letter
 * has asked for it. Once a claim is settled, interest counts as far as it was asked for or paid: who paid what was asked
 * owes nothing more.
 *
 * @param total all that may be claimed; less {@code paid} and {@code credited} it is the balance
 * @param stretches how the interest came about
 */
public record Reckoning(
        Money principal,
        Money fees,
        Money compensation,
        Money cost,
        Money interest,
        List<Interest.Stretch> stretches,
        Money total,
        Money paid,
        Money credited,
        Money balance) {

    /** What a case owes at the end of a day; throws {@link MissingLaw} when a rate is missing. */
    public static Reckoning of(Case c, RuleBook book, LocalDate day) {
        Money like = c.issued().total();
        Account account = c.account();
        Money principal = account.claimed(ClaimLine.Kind.PRINCIPAL, like);
        Money fees = account.claimed(ClaimLine.Kind.FEE, like);
        Money compensation = account.claimed(ClaimLine.Kind.COMPENSATION, like);
        Money cost = account.claimed(ClaimLine.Kind.COST, like);
        Money asked = account.claimed(ClaimLine.Kind.INTEREST, like);
        Money paid = account.paid(like);
        Money credited = account.credited(like);
        List<Interest.Stretch> stretches =
                account.cancelled() != null || account.writtenOff() != null || account.sale() != null
                        ? List.of()
                        : Outstanding.stretches(c, book, day);
        Money run = Interest.sum(stretches, like);
        Money other = principal.plus(fees).plus(compensation).plus(cost);
        Money covered = paid.plus(credited).minus(other).atLeastZero().atMost(run);
        Money interest = c.settled() == null ? larger(run, asked) : larger(asked, covered);
        Money total = other.plus(interest);
        return new Reckoning(
                principal,
                fees,
                compensation,
                cost,
                interest,
                stretches,
                total,
                paid,
                credited,
                total.minus(paid).minus(credited));
    }

    /** The same with a cost of collection that is owed beside the lines. */
    public Reckoning withCost(Money more) {
        return new Reckoning(
                principal,
                fees,
                compensation,
                cost.plus(more),
                interest,
                stretches,
                total.plus(more),
                paid,
                credited,
                balance.plus(more));
    }

    private static Money larger(Money a, Money b) {
        return a.minus(b).isNegative() ? b : a;
    }
}
