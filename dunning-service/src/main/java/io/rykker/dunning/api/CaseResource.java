package io.rykker.dunning.api;

import io.rykker.dunning.DunningDesk;
import io.rykker.dunning.domain.Case;
import io.rykker.dunning.domain.Debtor;
import io.rykker.dunning.domain.Owner;
import io.rykker.dunning.domain.RunningAccount;
import io.rykker.dunning.persistence.CaseRow;
import io.rykker.dunning.persistence.DebtorRow;
import io.rykker.dunning.persistence.Store;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The cases: where they stand, and why. What people decide about them is in {@link PeopleResource}. */
@Path("/cases")
class CaseResource {

    private static final int PAGE = 100;

    private final DunningDesk desk;
    private final Store store;
    private final Caller caller;
    private final Clock clock;

    CaseResource(DunningDesk desk, Store store, Caller caller, Clock clock) {
        this.desk = desk;
        this.store = store;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * The cases of one creditor, or of all that the caller may see; on request what is open in the order of its priority,
     * which is a list of work for people: what wants their eye most first, each with its points. Or only those that are forgotten: open, and
     * their next date is past or none, or nothing has happened for so many days where no date was agreed on. Of one
     * state or of one owner on request, also of whoever the policies name.
     */
    @GET
    @RolesAllowed({"ops", "viewer", "erp"})
    public Uni<Response> list(
            @QueryParam("creditorId") @Nullable String creditorId,
            @QueryParam("state") @Nullable String state,
            @QueryParam("owner") @Nullable String owner,
            @QueryParam("forgotten") @DefaultValue("false") boolean forgotten,
            @QueryParam("days") @DefaultValue("60") int days,
            @QueryParam("order") @DefaultValue("state") String order,
            @QueryParam("page") @DefaultValue("0") int page) {
        if (creditorId != null && !caller.mayActFor(creditorId)) {
            return unknown("there is no creditor " + creditorId + " for this token");
        }
        if (owner != null && (owner.isBlank() || owner.length() > Owner.LONGEST)) {
            return Uni.createFrom()
                    .item(Problem.refused("owner", "owner is a word or a name of 1 to " + Owner.LONGEST + " characters")
                            .response());
        }
        var wanted = new Store.Wanted(creditorId == null ? caller.creditors() : Set.of(creditorId), state, owner);
        if (days < 1 || days > 3_650) {
            return Uni.createFrom()
                    .item(Problem.refused("days", "days is a number from 1 to 3650")
                            .response());
        }
        if (page < 0 || page > 1_000_000) {
            return Uni.createFrom()
                    .item(Problem.refused("page", "page counts from 0").response());
        }
        if (!order.equals("state") && !order.equals("priority")) {
            return Uni.createFrom()
                    .item(Problem.refused("order", "order is state or priority").response());
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        boolean isRanked = order.equals("priority") && !forgotten;
        return desk.look(session -> forgotten
                        ? store.forgotten(session, wanted, today, days, page, PAGE)
                        : isRanked
                                ? store.worklist(session, wanted, page, PAGE)
                                : store.page(session, wanted, page, PAGE))
                .map(rows -> Response.ok(new CaseView.Page(
                                page,
                                PAGE,
                                rows.stream()
                                        .map(row -> isRanked
                                                ? CaseView.Short.ranked(row, today(row))
                                                : CaseView.Short.of(row))
                                        .toList()))
                        .build());
    }

    @GET
    @Path("/{invoiceId}")
    @RolesAllowed({"ops", "viewer", "erp"})
    public Uni<Response> show(@PathParam("invoiceId") String invoiceId) {
        return find(invoiceId)
                .chain(row -> row == null
                        ? Uni.createFrom().item(Problem.unknownCase(invoiceId).response())
                        : debtor(row)
                                .map(debtor -> Response.ok(full(row, debtor)).build()));
    }

    private Uni<Debtor> debtor(CaseRow row) {
        DebtorRow.Key key = row.debtor();
        return key == null
                ? Uni.createFrom().item(Debtor.NONE)
                : desk.look(session -> Debtors.find(session, store, key, today(row)));
    }

    private LocalDate today(CaseRow row) {
        return LocalDate.ofInstant(clock.instant(), ZoneId.of(row.zone));
    }

    /** The running account: every entry by its date, with the balance after it. */
    @GET
    @Path("/{invoiceId}/account")
    @RolesAllowed({"ops", "viewer", "erp"})
    public Uni<Response> account(@PathParam("invoiceId") String invoiceId) {
        return find(invoiceId)
                .map(row -> row == null ? Problem.unknownCase(invoiceId).response() : account(row));
    }

    @GET
    @Path("/{invoiceId}/timeline")
    @RolesAllowed({"ops", "viewer", "erp"})
    public Uni<Response> timeline(@PathParam("invoiceId") String invoiceId) {
        return find(invoiceId)
                .chain(row -> row == null
                        ? Uni.createFrom().item(Problem.unknownCase(invoiceId).response())
                        : desk.look(session -> store.journals(session, List.of(row.invoiceId)))
                                .map(journal -> Response.ok(journal.stream()
                                                .map(CaseView.Entry::of)
                                                .toList())
                                        .build()));
    }

    private Uni<@Nullable CaseRow> find(String invoiceId) {
        UUID id = Ids.of(invoiceId);
        return id == null
                ? Uni.createFrom().nullItem()
                : desk.look(session -> store.find(session, id))
                        .map(row -> row != null && caller.mayActFor(row.creditorId) ? row : null);
    }

    private CaseView.Full full(CaseRow row, @Nullable Debtor debtor) {
        return CaseView.Full.of(row, desk.book(), today(row), debtor);
    }

    private Response account(CaseRow row) {
        Case c = row.toDomain();
        return c.receivable() == null
                ? Problem.unknown("the invoice of this case is not known yet, so nothing is owed for it")
                        .response()
                : Response.ok(AccountView.of(RunningAccount.of(c, desk.book()))).build();
    }

    private static Uni<Response> unknown(String detail) {
        return Uni.createFrom().item(Problem.unknown(detail).response());
    }
}
