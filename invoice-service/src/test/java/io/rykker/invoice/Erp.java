package io.rykker.invoice;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.oneOf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** An ERP that uses HTTP: bodies made of the published examples, and calls with the right token. */
final class Erp {

    private Erp() {}

    static void register(String creditorId) {
        register(creditorId, "24256790");
    }

    static void register(String creditorId, String registrationNumber) {
        var creditor = (ObjectNode) Contract.json(Contract.example("creditor-changed.v1.full"));
        creditor.put("registrationNumber", registrationNumber);
        given().auth()
                .oauth2(Servers.token("admin", "*"))
                .contentType("application/json")
                .body(creditor.toString())
                .put("/creditors/" + creditorId)
                .then()
                .statusCode(oneOf(200, 201));
    }

    static String invoice(String creditorId, String number, String total) {
        var invoice = (ObjectNode) Contract.json(Contract.example("inbound-invoice-issued.v1.full"));
        invoice.put("creditorId", creditorId).put("invoiceNumber", number);
        ((ObjectNode) invoice.get("total")).put("amount", total);
        if (new java.math.BigDecimal(total).intValue() <= 250) {
            invoice.remove("prepaid");
        }
        return invoice.toString();
    }

    static String creditNote(String creditorId, String number, String invoiceNumber, String amount) {
        var note = (ObjectNode) Contract.json(Contract.example("inbound-invoice-credited.v1.full"));
        note.put("creditorId", creditorId).put("creditNoteNumber", number).put("invoiceNumber", invoiceNumber);
        ((ObjectNode) note.get("amount")).put("amount", amount);
        return note.toString();
    }

    static String cancellation(String creditorId, String invoiceNumber) {
        var cancellation = (ObjectNode) Contract.json(Contract.example("inbound-invoice-cancelled.v1.full"));
        return cancellation
                .put("creditorId", creditorId)
                .put("invoiceNumber", invoiceNumber)
                .toString();
    }

    static String delivery(String creditorId, String invoiceNumber, String on, String receiptId) {
        var delivery = (ObjectNode) Contract.json(Contract.example("inbound-invoice-delivered.v1.full"));
        delivery.put("creditorId", creditorId).put("invoiceNumber", invoiceNumber);
        ((ObjectNode) delivery.get("delivery")).put("on", on).put("receiptId", receiptId);
        return delivery.toString();
    }

    static ValidatableResponse post(String address, String body) {
        return given().auth()
                .oauth2(Servers.token("erp", "*"))
                .contentType("application/json")
                .body(body)
                .post(address)
                .then();
    }

    static ValidatableResponse postXml(String address, byte[] body) {
        return given().auth()
                .oauth2(Servers.token("erp", "*"))
                .contentType("application/xml")
                .body(body)
                .post(address)
                .then();
    }

    /** For what is too large to be printed when a test fails. */
    static HttpResponse<String> upload(String address, String mediaType, byte[] body) {
        var request = HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + address))
                .header("Authorization", "Bearer " + Servers.token("erp", "*"))
                .header("Content-Type", mediaType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static ValidatableResponse get(String address) {
        return given().auth().oauth2(Servers.token("ops", "*")).get(address).then();
    }
}
