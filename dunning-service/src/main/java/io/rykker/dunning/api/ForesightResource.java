package io.rykker.dunning.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rykker.dunning.DunningDesk;
import io.rykker.dunning.PolicyDesk;
import io.rykker.dunning.domain.Case;
import io.rykker.dunning.domain.Explanation;
import io.rykker.dunning.domain.Explanation.Happened;
import io.rykker.dunning.domain.Forecast;
import io.rykker.dunning.domain.Past;
import io.rykker.dunning.domain.RuleBook;
import io.rykker.dunning.domain.Rules;
import io.rykker.dunning.domain.Signal;
import io.rykker.dunning.domain.StepKind;
import io.rykker.dunning.messaging.Outgoing.Amount;
import io.rykker.dunning.messaging.Poll;
import io.rykker.dunning.messaging.Traceparent;
import io.rykker.dunning.messaging.WordReader;
import io.rykker.dunning.persistence.CaseRow;
import io.rykker.dunning.persistence.DebtorRow;
import io.rykker.dunning.persistence.PastRow;
import io.rykker.dunning.persistence.Store;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Why a case stands where it stands, what comes if nothing happens, and the policy that decides both. */
@Path("/cases")
class ForesightResource {

    private final DunningDesk desk;
    private final PolicyDesk policies;
    private final Store store;
    private final Caller caller;
    private final Clock clock;

    ForesightResource(DunningDesk desk, PolicyDesk policies, Store store, Caller caller, Clock clock) {
        this.desk = desk;
        this.policies = policies;
        this.store = store;
        this.caller = caller;
        this.clock = clock;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ReasonView(
            String rule,
            @Nullable String paragraph,
            @Nullable String source,
            @Nullable String policyStep,
            @Nullable String fact,
            @Nullable LocalDate on,
            String text) {

        static List<ReasonView> of(List<Explanation.Reason> reasons) {
            return reasons.stream()
                    .map(one -> new ReasonView(
                            one.rule(),
                            one.paragraph(),
                            one.source(),
                            one.policyStep(),
                            one.fact(),
                            one.on(),
                            one.text()))
                    .toList();
        }
    }

    /** The whole explanation. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ExplanationView(
            UUID invoiceId,
            String state,
            String owner,
            List<ReasonView> standing,
            List<ReasonView> last,
            List<ReasonView> next,
            @Nullable LocalDate nextOn) {

        static ExplanationView of(UUID invoiceId, Explanation why) {
            return new ExplanationView(
                    invoiceId,
                    why.state(),
                    why.owner(),
                    ReasonView.of(why.standing()),
                    ReasonView.of(why.last()),
                    ReasonView.of(why.next()),
                    why.nextOn());
        }
    }

    /** One step that comes. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ComingView(
            LocalDate on,
            String step,
            @Nullable String kind,
            @Nullable LocalDate deadline,
            Amount fee,
            Amount compensation,
            Amount interest,
            Amount amountDue,
            String because,
            @Nullable SharedView shared) {

        static ComingView of(Forecast.Coming coming) {
            StepKind kind = coming.kind();
            return new ComingView(
                    coming.on(),
                    coming.step(),
                    kind == null ? null : kind.word(),
                    coming.deadline(),
                    Amount.of(coming.fee()),
                    Amount.of(coming.compensation()),
                    Amount.of(coming.interest()),
                    Amount.of(coming.amountDue()),
                    coming.because(),
                    SharedView.of(coming.shared()));
        }
    }

    /** The letter as a whole, when it is about several invoices. */
    record SharedView(UUID lead, Amount fee, Amount amountDue, List<CompanionView> invoices) {

        static @Nullable SharedView of(Forecast.@Nullable Shared shared) {
            return shared == null
                    ? null
                    : new SharedView(
                            shared.lead(),
                            Amount.of(shared.fee()),
                            Amount.of(shared.amountDue()),
                            shared.invoices().stream()
                                    .map(one -> new CompanionView(one.invoiceId(), one.number()))
                                    .toList());
        }
    }

    /** One invoice in a letter. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CompanionView(UUID invoiceId, @Nullable String invoiceNumber) {}

    /**
     * The whole forecast.
     *
     * @param playedAlong how many other open cases of the debtor it takes into account, at most 100
     */
    record ForecastView(
            UUID invoiceId, LocalDate from, List<ComingView> coming, String end, LocalDate endsOn, int playedAlong) {

        static ForecastView of(UUID invoiceId, LocalDate from, Forecast forecast) {
            return new ForecastView(
                    invoiceId,
                    from,
                    forecast.coming().stream().map(ComingView::of).toList(),
                    forecast.end(),
                    forecast.endsOn(),
                    forecast.playedAlong());
        }
    }

    @GET
    @Path("/{invoiceId}/explanation")
    @RolesAllowed({"ops", "viewer", "erp"})
    public Uni<Response> explanation(@PathParam("invoiceId") String invoiceId) {
        return with(
                invoiceId,
                (row, rules) -> desk.look(session -> store.journals(session, List.of(row.invoiceId)))
                        .map(journal -> ExplanationView.of(
                                row.invoiceId,
                                Explanation.of(
                                        row.toDomain(),
                                        journal.stream()
                                                .map(one -> new Happened(one.happenedOn, one.toDomain()))
                                                .toList(),
                                        rules))));
    }

    @GET
    @Path("/{invoiceId}/forecast")
    @RolesAllowed({"ops", "viewer", "erp"})
    @Operation(
            summary = "What comes in a case if nothing happens",
            description =
                    "Each step with its day, fee and amounts. The debtor's other open cases at the creditor are played"
                            + " along, day by day as the sweep would: at most 100 of them, the oldest debt first. A letter about"
                            + " several invoices has them in shared, with its fee and the invoice (lead) that the fee stands on.")
    public Uni<Response> forecast(@PathParam("invoiceId") String invoiceId) {
        return with(
                invoiceId,
                (row, rules) -> desk.look(session -> household(session, row))
                        // some hundred cases are played: too long for an event loop
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .map(household -> Forecast.of(row.toDomain(), household.others(), household.pasts(), rules))
                        .map(forecast -> ForecastView.of(row.invoiceId, rules.today(), forecast)));
    }

    /** The debtor's other open cases, and what is remembered of all of them. */
    private record Household(List<Case> others, List<Past> pasts) {}

    private Uni<Household> household(StatelessSession session, CaseRow row) {
        DebtorRow.Key debtor = row.debtor();
        if (debtor == null) {
            return Uni.createFrom().item(new Household(List.of(), List.of()));
        }
        return store.pasts(session, Set.of(debtor))
                .chain(pasts -> store.openBeside(session, debtor, row.invoiceId, Forecast.MOST_ALONG)
                        .map(others -> new Household(
                                others.stream().map(CaseRow::toDomain).toList(),
                                pasts.stream().map(PastRow::toDomain).toList())));
    }

    /**
     * The step that waits for approval may be taken; who does not want it holds the case instead. Of a key account its
     * manager alone can say so, whoever else does is told whose approval it waits for (422).
     */
    @POST
    @Path("/{invoiceId}/approval")
    @RolesAllowed("ops")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> approve(@PathParam("invoiceId") String invoiceId, byte[] body) {
        return hear(invoiceId, WordReader.approval(body, caller.name()));
    }

    /** The case walks the newest version of this policy from now on. */
    @POST
    @Path("/{invoiceId}/policy")
    @RolesAllowed("ops")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> choose(@PathParam("invoiceId") String invoiceId, byte[] body) {
        return hear(invoiceId, WordReader.policy(body));
    }

    private Uni<Response> hear(String invoiceId, Signal.FromPeople signal) {
        UUID id = Ids.of(invoiceId);
        if (id == null) {
            return Uni.createFrom().item(Problem.unknownCase(invoiceId).response());
        }
        var word = DunningDesk.word(id, signal, caller.name(), Traceparent.of(null));
        return Poll.onceMore(() -> desk.hearPerson(word, caller::mayActFor)).chain(answer -> switch (answer) {
            case DunningDesk.Answer.Done(var row) -> forecast(row.invoiceId.toString());
            case DunningDesk.Answer.Refused(var why) ->
                Uni.createFrom().item(Problem.refused(null, why).response());
            case DunningDesk.Answer.Unknown _ ->
                Uni.createFrom().item(Problem.unknownCase(invoiceId).response());
        });
    }

    private <T> Uni<Response> with(String invoiceId, BiFunction<CaseRow, Rules, Uni<T>> view) {
        UUID id = Ids.of(invoiceId);
        if (id == null) {
            return Uni.createFrom().item(Problem.unknownCase(invoiceId).response());
        }
        return desk.look(session -> store.find(session, id)).chain(row -> {
            if (row == null || !caller.mayActFor(row.creditorId)) {
                return Uni.createFrom().item(Problem.unknownCase(invoiceId).response());
            }
            return policies.rules()
                    .chain(book -> rules(row, book))
                    .chain(rules -> view.apply(row, rules))
                    .map(shown -> Response.ok(shown).build());
        });
    }

    private Uni<Rules> rules(CaseRow row, RuleBook book) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneId.of(row.zone));
        DebtorRow.Key key = row.debtor();
        return desk.look(session -> store.banks(session, Set.of(row.creditorId))
                .map(banks -> book.on(
                        today,
                        banks.stream()
                                .map(bank -> bank.knownThrough)
                                .min(LocalDate::compareTo)
                                .orElse(null)))
                .chain(rules -> key == null
                        ? Uni.createFrom().item(rules)
                        : Debtors.find(session, store, key, today).map(rules::about)));
    }
}
