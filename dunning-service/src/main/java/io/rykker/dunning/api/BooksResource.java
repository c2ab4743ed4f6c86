package io.rykker.dunning.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rykker.dunning.DunningDesk;
import io.rykker.dunning.persistence.Store;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a creditor's claims add up to, by currency. Always true: principal + fees + interest + compensation + cost = paid
 * + paidToFactor + credited + balance, balance = open + escalated - overpaid, and what was issued = principal + cancelled
 * + writtenOff + sold - forBuyer.
 */
@Path("/books")
class BooksResource {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final DunningDesk desk;
    private final Store store;
    private final Caller caller;

    BooksResource(DunningDesk desk, Store store, Caller caller) {
        this.desk = desk;
        this.store = store;
        this.caller = caller;
    }

    /**
     * One currency.
     *
     * @param principal the invoices, less what was cancelled, written off or sold of them, and with what was paid here
     *     for a buyer
     * @param cancelled taken off because the invoice was withdrawn
     * @param writtenOff of the invoices; fees and the like that were given up are not in their sums any more
     * @param sold of the invoices; likewise of fees and the like
     * @param forBuyer what was paid here of claims that were sold: it is in {@code paid}, and the buyer's
     * @param paidToFactor what debtors paid a factor, which never came here
     * @param open what is owed and not with an agency
     * @param settled what was claimed in the cases that are settled
     * @param overpaid what was paid above the claim
     */
    record Book(
            String principal,
            String fees,
            String interest,
            String compensation,
            String cost,
            String cancelled,
            String writtenOff,
            String paid,
            String credited,
            String balance,
            String open,
            String escalated,
            String settled,
            String overpaid,
            long count,
            String sold,
            String forBuyer,
            String paidToFactor) {

        static Book of(JsonNode book) {
            int decimals =
                    Currency.getInstance(book.get("currency").textValue()).getDefaultFractionDigits();
            return new Book(
                    text(book, "principal", decimals),
                    text(book, "fees", decimals),
                    text(book, "interest", decimals),
                    text(book, "compensation", decimals),
                    text(book, "cost", decimals),
                    text(book, "cancelled", decimals),
                    text(book, "written_off", decimals),
                    text(book, "paid", decimals),
                    text(book, "credited", decimals),
                    text(book, "balance", decimals),
                    text(book, "open", decimals),
                    text(book, "escalated", decimals),
                    text(book, "settled", decimals),
                    text(book, "overpaid", decimals),
                    book.get("count").longValue(),
                    text(book, "sold", decimals),
                    text(book, "for_buyer", decimals),
                    text(book, "paid_to_factor", decimals));
        }

        private static String text(JsonNode book, String name, int decimals) {
            return new BigDecimal(book.get(name).textValue()).setScale(decimals).toPlainString();
        }
    }

    @GET
    @RolesAllowed({"ops", "viewer", "erp"})
    public Uni<Response> show(@QueryParam("creditorId") @Nullable String creditorId) {
        if (creditorId == null || !caller.mayActFor(creditorId)) {
            return Uni.createFrom()
                    .item(Problem.unknown("there is no creditor " + creditorId + " for this token")
                            .response());
        }
        return desk.look(session -> store.books(session, creditorId))
                .map(books -> Response.ok(byCurrency(books)).build());
    }

    private static Map<String, Book> byCurrency(String books) {
        Map<String, Book> shown = new LinkedHashMap<>();
        try {
            JSON.readTree(books).forEach(book -> shown.put(book.get("currency").textValue(), Book.of(book)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        return shown;
    }
}
