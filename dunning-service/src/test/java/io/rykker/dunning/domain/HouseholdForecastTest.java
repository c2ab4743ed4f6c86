package io.rykker.dunning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is foreseen of a debtor with several invoices is what happens to them together. */
class HouseholdForecastTest {

    private static final int WALKS = Walks.ALL / 20;
    private static final int DAYS = 90;

    private final Household home = new Household();

    private static Forecast foresee(Household home, UUID id) {
        List<Case> others = home.cases.values().stream()
                .filter(c -> !c.invoiceId().equals(id) && c.settled() == null)
                .toList();
        return Forecast.of(home.cases.get(id), others, home.past(), home.rules());
    }

    private List<String> steps(UUID id) {
        return foresee(home, id).coming().stream()
                .map(coming -> {
                    Forecast.Shared shared = coming.shared();
                    return coming.on() + " " + coming.step() + " fee " + coming.fee() + " of " + coming.amountDue()
                            + (shared == null
                                    ? ""
                                    : "; letter fee " + shared.fee() + " of " + shared.amountDue() + " for "
                                            + shared.invoices().size());
                })
                .toList();
    }

    @Test
    void invoices_that_fall_due_together_are_foreseen_in_one_letter_with_one_fee() {
        UUID one = home.issue("1", "500.00", "2026-01-19");
        UUID two = home.issue("2", "2000.00", "2026-01-19");

        Forecast of = foresee(home, one);
        UUID lead = of.coming().get(1).shared().lead();

        assertThat(steps(lead))
                .hasSize(4)
                .startsWith("2026-01-23 friendly fee 0.00 DKK of " + (lead.equals(one) ? "500.00" : "2000.00")
                        + " DKK; letter fee 0.00 DKK of 2500.00 DKK for 2");
        assertThat(steps(lead).get(1)).startsWith("2026-02-04 reminder-1 fee 100.00 DKK of ");
        assertThat(steps(lead.equals(one) ? two : one).get(1))
                .startsWith("2026-02-04 reminder-1 fee 0.00 DKK of ")
                .endsWith("; letter fee 100.00 DKK of 2600.00 DKK for 2");
        assertThat(of.playedAlong()).isEqualTo(1);
        assertThat(of.coming().getLast().shared())
                .as("the agency gets each case")
                .isNull();
    }

    @Test
    void what_cannot_be_in_the_days_letter_is_foreseen_for_another_day() {
        UUID old = home.issue("1", "500.00", "2026-01-05");
        home.until("2026-01-20");
        UUID young = home.issue("2", "2000.00", "2026-01-16");
        home.today = LocalDate.parse("2026-01-21");

        assertThat(steps(old).getFirst()).startsWith("2026-01-21 reminder-1");
        assertThat(steps(young).getFirst()).startsWith("2026-01-22 friendly");
        assertThat(Forecast.of(home.cases.get(young), home.rules())
                        .coming()
                        .getFirst()
                        .on())
                .as("alone it would come the day before")
                .isEqualTo("2026-01-21");
    }

    @Test
    void a_case_that_is_not_played_along_is_remembered() {
        home.issue("1", "500.00", "2026-01-19");
        home.on("2026-01-23");
        UUID two = home.issue("2", "2000.00", "2026-01-19");

        Forecast alone = Forecast.of(home.cases.get(two), List.of(), home.past(), home.rules());

        assertThat(alone.playedAlong()).isZero();
        assertThat(alone.coming().getFirst().on())
                .as("today the debtor has a letter already")
                .isEqualTo("2026-01-26");
    }

    @Test
    void a_simulation_counts_a_letter_about_several_invoices_once() {
        home.issue("1", "500.00", "2026-01-19");
        home.issue("2", "2000.00", "2026-01-19");
        home.issue("3", "700.00", "2026-04-20");
        List<Case> cases = List.copyOf(home.cases.values());

        Simulation simulation =
                Simulation.of(cases, Life.BOOK.find(null, "strict", 0).orElseThrow(), Life.BOOK);

        assertThat(simulation.current().letters())
                .isEqualTo(Map.of("friendly", 2, "formal", 2, "collection-notice", 2));
        assertThat(simulation.current().escalations()).isEqualTo(3);
        assertThat(simulation.cases())
                .extracting(one -> one.current().letters())
                .containsExactly(3, 3, 3);
        assertThat(simulation.current().fees()).containsEntry("DKK", Money.of("300.00", "DKK"));
    }

    @Test
    void if_nothing_happens_the_letters_of_the_household_are_those_that_were_foreseen() {
        int shared = Walks.sum(WALKS, seed -> walk(new Random(seed)));
        if (Walks.areMany(WALKS)) {
            assertThat(shared).as("shared letters compared").isGreaterThan(WALKS / 2);
        }
    }

    private static int walk(Random random) {
        Household home = new Household();
        String country = List.of("DK", "NO", "SE", "FI", "DE").get(random.nextInt(5));
        DebtorKind kind = random.nextBoolean() ? DebtorKind.BUSINESS : DebtorKind.CONSUMER;
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
            String policy = List.of("nordic-friendly", "strict", "one-reminder", "collection-notice-first")
                    .get(random.nextInt(4));
            LocalDate due = LocalDate.parse("2026-01-19").plusDays(random.nextInt(3) * 5L);
            String total = 200 + random.nextInt(2000) + ".00";
            home.issue("n" + i, Life.invoice(country, kind, total, due, policy));
        }
        home.until(home.today.plusDays(random.nextInt(60)).toString());
        Map<UUID, List<String>> foreseen = new HashMap<>();
        LocalDate until = home.today.plusDays(DAYS);
        for (UUID id : home.cases.keySet()) {
            foreseen.put(id, foreseen(home, id, until));
        }
        Map<UUID, Integer> before = new HashMap<>();
        home.facts.forEach((id, facts) -> before.put(id, facts.size()));

        home.until(until.toString());

        int shared = 0;
        for (UUID id : home.cases.keySet()) {
            List<Fact> facts = home.facts.get(id);
            List<String> real = real(home.cases.get(id), facts.subList(before.getOrDefault(id, 0), facts.size()));
            assertThat(foreseen.get(id)).as("of %s", id).isEqualTo(real);
            shared += (int) real.stream().filter(one -> one.contains("[")).count();
        }
        return shared;
    }

    private static List<String> foreseen(Household home, UUID id, LocalDate until) {
        return foresee(home, id).coming().stream()
                .filter(coming -> !coming.on().isAfter(until))
                .map(coming -> {
                    Forecast.Shared shared = coming.shared();
                    return coming.kind() == StepKind.ESCALATION
                            ? coming.on() + " escalation"
                            : coming.on() + " " + coming.step() + " fee " + coming.fee() + " by " + coming.deadline()
                                    + (shared == null
                                            ? ""
                                            : " by " + shared.lead() + " "
                                                    + shared.invoices().stream()
                                                            .map(Forecast.Companion::invoiceId)
                                                            .toList());
                })
                .toList();
    }

    private static List<String> real(Case c, List<Fact> facts) {
        List<String> real = new ArrayList<>();
        for (Fact fact : facts) {
            switch (fact) {
                case Fact.ReminderWentOut(var id, var sending) -> {
                    Letter letter = c.letter(id).orElseThrow();
                    Letter.Bundled bundle = letter.bundle();
                    real.add(sending.on() + " " + letter.step() + " fee " + letter.fee() + " by " + sending.deadline()
                            + (bundle == null ? "" : " by " + bundle.lead() + " " + bundle.invoices()));
                }
                case Fact.HandedOver(var handover, var _) -> real.add(handover.on() + " escalation");
                default -> {}
            }
        }
        return real;
    }
}
