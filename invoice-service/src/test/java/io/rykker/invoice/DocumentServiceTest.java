package io.rykker.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Documents over HTTP: read on a worker, taken in on the request's own context. */
@Tag("service")
@QuarkusTest
@QuarkusTestResource(Servers.class)
class DocumentServiceTest {

    @BeforeEach
    void register_the_creditor() {
        Erp.register("dk-papers", "31313131");
    }

    @Test
    void an_invoice_is_taken_once_and_its_creditor_is_found_by_the_suppliers_number() {
        Erp.postXml("/documents", Ubl.invoice("U-1", "990.50"))
                .statusCode(201)
                .body("result", equalTo("taken"))
                .body("findings.field", hasItem("paymentReference"));
        Erp.postXml("/documents?creditorId=dk-papers", Ubl.invoice("U-1", "990.50"))
                .statusCode(200)
                .body("result", equalTo("repeated"));
        Erp.postXml("/documents", Ubl.invoice("U-1", "990.51")).statusCode(409);

        assertThat(Wire.body(Wire.open().heard("rykker.InvoiceIssued.v1", "\"U-1\"")))
                .contains("990.50", "2026-01-19");
    }

    @Test
    void a_credit_note_counts_against_the_invoice_that_it_names() {
        Erp.postXml("/documents", Ubl.invoice("U-2", "500")).statusCode(201);
        Erp.postXml("/documents", Ubl.creditNote("UK-2", "U-2", "100")).statusCode(201);

        Erp.get("/invoices?creditorId=dk-papers&number=U-2")
                .body("items[0].creditNotes[0].amount.amount", equalTo("100.00"));
    }

    @Test
    void fifty_documents_at_once_are_all_taken() throws Exception {
        List<Callable<Integer>> uploads = IntStream.range(0, 50)
                .<Callable<Integer>>mapToObj(i -> () -> Erp.postXml("/documents", Ubl.invoice("P-" + i, "10"))
                        .extract()
                        .statusCode())
                .toList();

        try (ExecutorService senders = Executors.newFixedThreadPool(10)) {
            for (var answer : senders.invokeAll(uploads)) {
                assertThat(answer.get()).isEqualTo(201);
            }
        }
    }

    @Test
    void a_document_for_a_creditor_that_is_not_registered_says_so() {
        Erp.postXml("/documents?creditorId=dk-nobody", Ubl.invoice("U-3", "5"))
                .statusCode(422)
                .body("field", equalTo("creditorId"));
        String stranger = Ubl.invoiceText("U-3", "5").replace("DK31313131", "DK99999999");
        Erp.postXml("/documents", Ubl.bytes(stranger)).statusCode(422).body("detail", containsString("?creditorId="));
    }

    @Test
    void a_document_that_breaks_the_schema_is_refused_with_the_place() {
        String broken = Ubl.invoiceText("U-4", "5").replace("<cbc:IssueDate>2026-01-05</cbc:IssueDate>", "");
        Erp.postXml("/documents", Ubl.bytes(broken))
                .statusCode(422)
                .contentType("application/problem+json")
                .body("field", containsString("/Invoice"))
                .body("detail", containsString("schema at line"));
    }

    @Test
    void poisonous_xml_is_refused_and_nothing_of_it_is_told() {
        String bomb = Ubl.invoiceText("U-5", "5")
                .replace(
                        "<Invoice",
                        "<!DOCTYPE Invoice [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
                                + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]>\n<Invoice")
                .replace("Electricity", "&c;");
        String theft = Ubl.invoiceText("&x;", "5")
                .replace("<Invoice", "<!DOCTYPE Invoice [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n<Invoice");
        String fetched = Ubl.invoiceText("U-5", "5")
                .replace("<Invoice", "<!DOCTYPE Invoice SYSTEM \"http://127.0.0.1:1/x.dtd\">\n<Invoice");

        for (String poison : List.of(bomb, theft, fetched)) {
            Erp.postXml("/documents", Ubl.bytes(poison))
                    .statusCode(422)
                    .body("detail", containsString("DOCTYPE"))
                    .body("detail", not(containsString("root:")));
        }
        Erp.postXml("/documents", Ubl.bytes(Ubl.invoiceText("&x;", "5")))
                .statusCode(422)
                .body("detail", containsString("entity"));
    }

    @Test
    void a_million_elements_and_endless_depth_are_refused() {
        String many = Ubl.invoiceText("U-6", "5").replace("</Invoice>", "<cbc:Note/>".repeat(1_000_000) + "</Invoice>");
        var manyRefused = Erp.upload("/documents", "application/xml", Ubl.bytes(many));
        assertThat(manyRefused.statusCode()).isEqualTo(422);
        assertThat(manyRefused.body()).contains("200000 elements");

        String deep = Ubl.invoiceText("U-6", "5").replace("</Invoice>", "<a>".repeat(100_000));
        var deepRefused = Erp.upload("/documents", "application/xml", Ubl.bytes(deep));
        assertThat(deepRefused.statusCode()).isEqualTo(422);
        assertThat(deepRefused.body()).contains("50 elements deep");
    }

    @Test
    void an_upload_above_fifty_megabytes_is_too_large() {
        byte[] large = new byte[50 * 1024 * 1024 + 1];
        Arrays.fill(large, (byte) ' ');

        var refused = Erp.upload("/documents", "application/xml", large);
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(refused.body()).contains("at most");

        byte[] largeJson = Arrays.copyOf(large, 2 * 1024 * 1024);
        assertThat(Erp.upload("/invoices", "application/json", largeJson).statusCode())
                .isEqualTo(413);
        Erp.get("/books?creditorId=dk-papers").statusCode(200);
    }
}
