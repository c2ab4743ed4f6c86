package io.rykker.dunning.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rykker.dunning.DunningDesk;
import io.rykker.dunning.DunningDesk.DebtorAnswer;
import io.rykker.dunning.domain.CreditFact;
import io.rykker.dunning.domain.Debtor;
import io.rykker.dunning.domain.Exposure;
import io.rykker.dunning.domain.Hold;
import io.rykker.dunning.domain.KeyAccount;
import io.rykker.dunning.domain.Money;
import io.rykker.dunning.messaging.Outgoing.Amount;
import io.rykker.dunning.messaging.Outgoing.CreditTold;
import io.rykker.dunning.messaging.Outgoing.History;
import io.rykker.dunning.messaging.Poll;
import io.rykker.dunning.messaging.WordReader;
import io.rykker.dunning.persistence.CaseRow;
import io.rykker.dunning.persistence.CreditFactRow;
import io.rykker.dunning.persistence.DebtorRow;
import io.rykker.dunning.persistence.Store;
import io.rykker.dunning.persistence.Store.Owed;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * The debtors of a creditor: how they have paid so far, what sources outside say of their credit, how much they owe and
 * may owe, who looks after them, and the hold of all their cases.
 */
@Path("/debtors/{debtorId}")
class DebtorResource {

    private static final int SHOWN = 100;

    private final DunningDesk desk;
    private final Store store;
    private final Caller caller;

    DebtorResource(DunningDesk desk, Store store, Caller caller) {
        this.desk = desk;
        this.store = store;
        this.caller = caller;
    }

    /**
     * A debtor of one creditor.
     *
     * @param hold of all cases, while it lasts
     * @param creditFacts what sources outside say, the newest of each kind
     * @param exposure what the debtor owes, beside how much that may be
     * @param keyAccount who must approve that a case goes to an agency
     * @param cases the newest hundred, what is open first
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Full(
            UUID debtorId,
            String creditorId,
            CaseView.@Nullable HoldView hold,
            @Nullable History paymentHistory,
            @Nullable List<CreditTold> creditFacts,
            @Nullable ExposureView exposure,
            @Nullable KeyAccountView keyAccount,
            List<CaseView.Short> cases) {}

    /**
     * What a debtor owes in all.
     *
     * @param limit how much that may be, with why and by whom it was set
     * @param openPercent what is open in the limit's currency, in percent of it; so {@code overduePercent}
     * @param left what of the limit is free; below zero it is too much already
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ExposureView(
            List<Amount> open,
            List<Amount> overdue,
            @Nullable Amount limit,
            @Nullable String limitWhy,
            @Nullable String limitBy,
            @Nullable Integer openPercent,
            @Nullable Integer overduePercent,
            @Nullable Amount left) {

        static ExposureView of(List<Owed> owed, DebtorRow row) {
            var exposure = new Exposure(
                    owed.stream().map(one -> money(one.open(), one)).toList(),
                    owed.stream()
                            .map(one -> money(one.overdue(), one))
                            .filter(Money::isPositive)
                            .toList(),
                    row.limit());
            return new ExposureView(
                    exposure.open().stream().map(Amount::of).toList(),
                    exposure.overdue().stream().map(Amount::of).toList(),
                    amount(exposure.limit()),
                    row.creditLimitWhy,
                    row.creditLimitBy,
                    exposure.openPercent(),
                    exposure.overduePercent(),
                    amount(exposure.left()));
        }

        private static Money money(BigDecimal amount, Owed owed) {
            return new Money(amount, Currency.getInstance(owed.currency()));
        }

        private static @Nullable Amount amount(@Nullable Money money) {
            return money == null ? null : Amount.of(money);
        }
    }

    /** Who looks after the debtor, why, and who said so. */
    record KeyAccountView(String manager, boolean formalSteps, String why, String by) {

        static @Nullable KeyAccountView of(DebtorRow row) {
            KeyAccount account = row.keyAccount();
            return account == null
                    ? null
                    : new KeyAccountView(
                            account.manager(),
                            account.formalSteps(),
                            Objects.requireNonNull(row.accountManagerWhy),
                            Objects.requireNonNull(row.accountManagerBy));
        }
    }

    @GET
    @RolesAllowed({"ops", "viewer", "erp"})
    public Uni<Response> show(
            @PathParam("debtorId") String debtorId, @QueryParam("creditorId") @Nullable String creditorId) {
        DebtorRow.Key key = key(debtorId, creditorId);
        if (key == null) {
            return unknown(debtorId);
        }
        return desk.look(session -> store.debtors(session, Set.of(key))
                .chain(known -> known.isEmpty()
                        ? unknown(debtorId)
                        : full(session, known.getFirst())
                                .map(full -> Response.ok(full).build())));
    }

    /** What a source outside said of a debtor's credit, and who told of it when. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CreditView(
            String kind,
            @Nullable Integer value,
            LocalDate asOf,
            String source,
            @Nullable String sourceId,
            Instant heardAt,
            String by) {

        static CreditView of(CreditFactRow row) {
            CreditFact fact = row.toDomain();
            return new CreditView(
                    fact.kind().word(),
                    fact.value(),
                    fact.asOf(),
                    fact.source(),
                    fact.sourceId(),
                    row.heardAt,
                    row.who);
        }
    }

    @GET
    @Path("/credit-facts")
    @RolesAllowed({"ops", "viewer", "erp"})
    @Operation(
            summary = "All that sources outside have said of the debtor's credit",
            description = "The newest hundred, also what came late and never counted.")
    public Uni<Response> creditFacts(
            @PathParam("debtorId") String debtorId, @QueryParam("creditorId") @Nullable String creditorId) {
        DebtorRow.Key key = key(debtorId, creditorId);
        if (key == null) {
            return unknown(debtorId);
        }
        return desk.look(session -> store.debtors(session, Set.of(key))
                .chain(known -> known.isEmpty()
                        ? unknown(debtorId)
                        : store.creditFacts(session, key, SHOWN)
                                .map(rows -> Response.ok(rows.stream()
                                                .map(CreditView::of)
                                                .toList())
                                        .build())));
    }

    @POST
    @Path("/credit-facts")
    @RolesAllowed({"ops", "erp"})
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "A source outside says something of the debtor's credit",
            description = "{creditorId, kind: score|payment-remarks|bankruptcy-filed, value?, asOf, source, sourceId?};"
                    + " `value` of a score is 0 to 100, of payment remarks how many. The newest `asOf` of a kind counts, an"
                    + " older one is kept; the same told again is known. A new filing of bankruptcy holds every case of the"
                    + " debtor, those to come too, for a person to review, until the debtor is released. The debtor may"
                    + " be told of before the first invoice.")
    public Uni<Response> creditFact(@PathParam("debtorId") String debtorId, byte[] body) {
        WordReader.CreditWord word = WordReader.creditFact(body);
        return tell(
                debtorId,
                word.creditorId(),
                Response.Status.CREATED,
                key -> desk.hearCredit(key, word.fact(), caller.name()));
    }

    @PUT
    @Path("/credit-limit")
    @RolesAllowed({"ops", "erp"})
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "How much the debtor may owe",
            description =
                    "{creditorId, limit: {amount, currency}, why}, above zero. What is owed is shown beside it"
                            + " (`exposure`); nothing is refused or held by it. The debtor may be told of before the first invoice.")
    public Uni<Response> limit(@PathParam("debtorId") String debtorId, byte[] body) {
        WordReader.LimitWord word = WordReader.creditLimit(body);
        return tell(
                debtorId,
                word.creditorId(),
                Response.Status.OK,
                key -> desk.limitCredit(key, word.limit(), word.why(), caller.name()));
    }

    @DELETE
    @Path("/credit-limit")
    @RolesAllowed({"ops", "erp"})
    @Operation(summary = "The debtor has no credit limit any more")
    public Uni<Response> endLimit(
            @PathParam("debtorId") String debtorId, @QueryParam("creditorId") @Nullable String creditorId) {
        return tell(debtorId, creditorId, Response.Status.OK, key -> desk.limitCredit(key, null, "", caller.name()));
    }

    @PUT
    @Path("/key-account")
    @RolesAllowed("ops")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "The debtor is a key account",
            description =
                    "{creditorId, manager, formalSteps?, why}; `manager` is the name in that person's token. No case"
                            + " of the debtor goes to an agency without that person's approval (POST /cases/{id}/approval), and"
                            + " with `formalSteps` no formal reminder or collection notice goes out.")
    public Uni<Response> keyAccount(@PathParam("debtorId") String debtorId, byte[] body) {
        WordReader.KeyAccountWord word = WordReader.keyAccount(body);
        return tell(
                debtorId,
                word.creditorId(),
                Response.Status.OK,
                key -> desk.manage(key, word.account(), word.why(), caller.name()));
    }

    @DELETE
    @Path("/key-account")
    @RolesAllowed("ops")
    @Operation(
            summary = "The debtor is no key account any more",
            description = "What waits for the manager's approval goes on as the policy says.")
    public Uni<Response> endKeyAccount(
            @PathParam("debtorId") String debtorId, @QueryParam("creditorId") @Nullable String creditorId) {
        return tell(debtorId, creditorId, Response.Status.OK, key -> desk.manage(key, null, "", caller.name()));
    }

    private Uni<Response> tell(
            String debtorId,
            @Nullable String creditorId,
            Response.Status done,
            Function<DebtorRow.Key, Uni<DebtorAnswer>> word) {
        DebtorRow.Key key = key(debtorId, creditorId);
        return key == null
                ? unknown(debtorId)
                : Poll.onceMore(() -> word.apply(key)).chain(answer -> shown(answer, key, done));
    }

    /** The whole debtor, as it is after the word. */
    private Uni<Response> shown(DebtorAnswer answer, DebtorRow.Key key, Response.Status done) {
        return switch (answer) {
            case DebtorAnswer.Done(var row, var _) ->
                desk.look(session -> full(session, row))
                        .map(full -> Response.status(done).entity(full).build());
            case DebtorAnswer.Known(var row) ->
                desk.look(session -> full(session, row))
                        .map(full -> Response.ok(full).build());
            case DebtorAnswer.Refused _, DebtorAnswer.Taken _, DebtorAnswer.Unknown _ ->
                Uni.createFrom().item(response(answer, key.debtorId().toString()));
        };
    }

    @POST
    @Path("/holds")
    @RolesAllowed("ops")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> hold(@PathParam("debtorId") String debtorId, byte[] body) {
        WordReader.DebtorHold word = WordReader.debtorHold(body);
        DebtorRow.Key key = key(debtorId, word.creditorId());
        return key == null
                ? unknown(debtorId)
                : Poll.onceMore(() -> desk.holdDebtor(key, word.until(), word.why(), caller.name()))
                        .map(answer -> response(answer, debtorId));
    }

    @POST
    @Path("/release")
    @RolesAllowed("ops")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> release(@PathParam("debtorId") String debtorId, byte[] body) {
        WordReader.DebtorRelease word = WordReader.debtorRelease(body);
        DebtorRow.Key key = key(debtorId, word.creditorId());
        return key == null
                ? unknown(debtorId)
                : Poll.onceMore(() -> desk.releaseDebtor(key, word.why(), caller.name()))
                        .map(answer -> response(answer, debtorId));
    }

    private static Response response(DebtorAnswer answer, String debtorId) {
        return switch (answer) {
            case DebtorAnswer.Done(var row, var open) ->
                Response.ok(done(row, open)).build();
            case DebtorAnswer.Known(var row) ->
                Response.ok(done(row, List.of())).build();
            case DebtorAnswer.Refused(var field, var why) ->
                Problem.refused(field, why).response();
            case DebtorAnswer.Taken(var field, var why) ->
                Problem.conflict(field, why).response();
            case DebtorAnswer.Unknown _ -> unknownDebtor(debtorId);
        };
    }

    private static Full done(DebtorRow row, List<CaseRow> open) {
        Hold hold = row.hold();
        return new Full(
                row.debtorId,
                row.creditorId,
                hold == null ? null : CaseView.HoldView.of(hold),
                null,
                null,
                null,
                KeyAccountView.of(row),
                open.stream().map(CaseView.Short::of).toList());
    }

    private Uni<Full> full(StatelessSession session, DebtorRow row) {
        return store.ofDebtor(session, row.key(), SHOWN)
                .chain(rows -> Debtors.find(session, store, row.key(), desk.today(rows))
                        .chain(debtor -> store.owed(session, row.key(), desk.today(rows))
                                .map(owed -> full(row, debtor, rows, owed))));
    }

    private Full full(DebtorRow row, Debtor debtor, List<CaseRow> rows, List<Owed> owed) {
        Hold hold = debtor.holdOn(desk.today(rows));
        return new Full(
                row.debtorId,
                row.creditorId,
                hold == null ? null : CaseView.HoldView.of(hold),
                History.of(debtor.history()),
                CreditTold.of(debtor.credit()),
                ExposureView.of(owed, row),
                KeyAccountView.of(row),
                rows.stream().map(CaseView.Short::of).toList());
    }

    /** Null when there can be no such debtor for the caller. */
    private DebtorRow.@Nullable Key key(String debtorId, @Nullable String creditorId) {
        UUID id = Ids.of(debtorId);
        return id == null || creditorId == null || !caller.mayActFor(creditorId)
                ? null
                : new DebtorRow.Key(creditorId, id);
    }

    private static Uni<Response> unknown(String debtorId) {
        return Uni.createFrom().item(unknownDebtor(debtorId));
    }

    private static Response unknownDebtor(String debtorId) {
        return Problem.unknown("there is no debtor " + debtorId + " of this creditor for this token")
                .response();
    }
}
