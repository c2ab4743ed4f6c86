package io.rykker.invoice.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rykker.invoice.InvoiceDesk;
import io.rykker.invoice.domain.Ids;
import io.rykker.invoice.persistence.Books;
import io.rykker.invoice.persistence.CreditNoteRow;
import io.rykker.invoice.persistence.DebtorRow;
import io.rykker.invoice.persistence.ReceivableRow;
import io.rykker.invoice.persistence.Store;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;
import org.jspecify.annotations.Nullable;

/** What was taken in, to be read back. */
@Path("/")
@RolesAllowed({"erp", "ops", "viewer"})
class InvoiceResource {

    private static final int PAGE = 50;
    private static final int LAST_PAGE = 1_000_000;

    private final InvoiceDesk desk;
    private final Store store;
    private final Caller caller;

    InvoiceResource(InvoiceDesk desk, Store store, Caller caller) {
        this.desk = desk;
        this.store = store;
        this.caller = caller;
    }

    /** A page of receivables; {@code more} when there is another one after it. */
    record Page(List<InvoiceShown> items, int page, boolean more) {}

    /** Sums of one currency, as decimal strings. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Sums(String issued, String credited, String cancelled, long count) {

        static Sums of(Books books) {
            return new Sums(
                    books.issued().toPlainString(),
                    books.credited().toPlainString(),
                    books.cancelled().toPlainString(),
                    books.count());
        }
    }

    @GET
    @Path("/invoices/{invoiceId}")
    public Uni<Response> show(@PathParam("invoiceId") UUID invoiceId) {
        return desk.look(session -> store.receivable(session, invoiceId)
                        .chain(row -> row == null || !caller.mayActFor(row.creditorId)
                                ? Uni.createFrom().item(List.<InvoiceShown>of())
                                : shown(session, List.of(row))))
                .map(found -> found.isEmpty()
                        ? Problem.unknown("there is no invoice " + invoiceId).response()
                        : Response.ok(found.getFirst()).build());
    }

    /** A creditor's invoices by number; with {@code waiting} what came for invoices that are not known yet. */
    @GET
    @Path("/invoices")
    public Uni<Response> list(
            @QueryParam("creditorId") @Nullable String creditorId,
            @QueryParam("number") @Nullable String number,
            @QueryParam("waiting") @DefaultValue("false") boolean waiting,
            @QueryParam("page") @DefaultValue("0") int page) {
        if (page < 0 || page > LAST_PAGE) {
            return Uni.createFrom()
                    .item(Problem.refused("page", "page is a number from 0 on").response());
        }
        return visible(creditorId, id -> number == null ? page(id, waiting, page) : byNumber(id, number));
    }

    private Uni<Page> page(String creditorId, boolean waiting, int page) {
        return desk.look(session -> store.page(session, creditorId, waiting, page * PAGE, PAGE + 1)
                .chain(rows -> shown(session, rows.subList(0, Math.min(PAGE, rows.size())))
                        .map(items -> new Page(items, page, rows.size() > PAGE))));
    }

    private Uni<Page> byNumber(String creditorId, String number) {
        return desk.look(session -> store.receivable(session, Ids.invoice(creditorId, number))
                .chain(row -> shown(session, row == null ? List.of() : List.of(row)))
                .map(items -> new Page(items, 0, false)));
    }

    private Uni<List<InvoiceShown>> shown(StatelessSession session, List<ReceivableRow> rows) {
        List<UUID> ids = rows.stream().map(row -> row.id).toList();
        List<UUID> debtors = rows.stream()
                .filter(row -> row.debtorNumber != null)
                .map(row -> Ids.debtor(row.creditorId, String.valueOf(row.debtorNumber)))
                .toList();
        return store.creditNotes(session, ids, List.of())
                .chain(notes -> store.debtors(session, debtors).map(found -> shown(rows, notes, found)));
    }

    private static List<InvoiceShown> shown(
            List<ReceivableRow> rows, List<CreditNoteRow> notes, List<DebtorRow> debtors) {
        Map<UUID, List<CreditNoteRow>> notesOf =
                notes.stream().collect(Collectors.groupingBy(note -> note.receivableId));
        Map<String, DebtorRow> debtorOf = debtors.stream()
                .collect(Collectors.toMap(debtor -> debtor.number, Function.identity(), (one, _) -> one));
        return rows.stream()
                .map(row -> InvoiceShown.of(
                        row.toDomain(notesOf.getOrDefault(row.id, List.of())),
                        row.creditorId,
                        row.number,
                        debtorOf.get(row.debtorNumber)))
                .toList();
    }

    /** What the creditor has issued, credited and cancelled, by currency. */
    @GET
    @Path("/books")
    public Uni<Response> books(@QueryParam("creditorId") @Nullable String creditorId) {
        return visible(
                creditorId, id -> desk.look(session -> store.books(session, id)).map(InvoiceResource::byCurrency));
    }

    private static Map<String, Sums> byCurrency(List<Books> books) {
        Map<String, Sums> sums = new TreeMap<>();
        books.forEach(row -> sums.put(row.currency().getCurrencyCode(), Sums.of(row)));
        return sums;
    }

    private <T> Uni<Response> visible(@Nullable String creditorId, Function<String, Uni<T>> answer) {
        if (creditorId == null) {
            return Uni.createFrom()
                    .item(Problem.refused("creditorId", "say whose, with ?creditorId=")
                            .response());
        }
        if (!caller.mayActFor(creditorId)) {
            return Uni.createFrom()
                    .item(Problem.unknown("there is no creditor " + creditorId).response());
        }
        return answer.apply(creditorId).map(found -> Response.ok(found).build());
    }
}
