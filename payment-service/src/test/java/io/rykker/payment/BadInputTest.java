package io.rykker.payment;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong gets an answer that says so, as a problem document, and nothing is written. */
@Tag("service")
@QuarkusTest
@QuarkusTestResource(Servers.class)
class BadInputTest {

    private static final String PAYMENT = """
            {"creditorId":"bad-input","paymentId":"P-1","bookedOn":"2026-01-21","valueDate":"2026-01-21",
             "amount":{"amount":"1000.00","currency":"DKK"},"paymentReference":"1","source":"erp"}""";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"1000.00\"           | 1000.00                | amount.amount",
                "\"1000.00\"           | \"-1.00\"              | amount.amount",
                "\"1000.00\"           | \"0.00\"               | amount.amount",
                "\"1000.00\"           | \"1000.001\"           | amount.amount",
                "\"1000.00\"           | \"9999999999999.00\"   | amount.amount",
                "\"1000.00\"           | \"1e9\"                | amount.amount",
                "\"1000.00\"           | \"99999999999999999\"  | amount.amount",
                "DKK                   | KKD                    | amount.currency",
                "DKK                   | XXX                    | amount.currency",
                "\"P-1\"               | 17                     | paymentId",
                "\"P-1\"               | \"\"                   | paymentId",
                "\"P-1\"               | \"a\\u0000b\"          | paymentId",
                "\"bookedOn\"          | \"cookedOn\"           | bookedOn",
                "2026-01-21\",\"value  | 2026-02-30\",\"value   | bookedOn",
                "2026-01-21\",\"value  | 9999-01-01\",\"value   | bookedOn",
                "bad-input             | Bad Input!             | creditorId",
                "\"erp\"               | \"magic\"              | source",
            })
    void a_wrong_field_is_named(String old, String wrong, String field) {
        post("/payments", PAYMENT.replace(old, wrong))
                .statusCode(422)
                .contentType("application/problem+json")
                .body("field", equalTo(field));
        nothingIsWritten();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[]", "null", "\"x\"", "{\"a\":1,\"a\":2}", "{} {}", "{\"creditorId\":\"\ud800\"}"})
    void what_is_no_json_object_is_refused(String body) {
        post("/payments", body).statusCode(422).contentType("application/problem+json");
        post("/reversals", body).statusCode(422).contentType("application/problem+json");
    }

    @Test
    void deep_and_large_json_is_refused() {
        post("/payments", "{\"a\":".repeat(1000)).statusCode(422);
        post("/payments", " ".repeat(1024 * 1024 + 1))
                .statusCode(413)
                .body("title", equalTo("This is more than is taken at once"));
    }

    @Test
    void unknown_fields_do_not_matter() {
        post(
                        "/payments",
                        PAYMENT.replace("bad-input", "bad-input-2")
                                .replace("\"source\"", "\"x\":{\"y\":[1]},\"source\""))
                .statusCode(201);
    }

    @Test
    void another_creditors_things_do_not_exist() {
        String foreign = Servers.token("erp", "somebody-else");
        String person = Servers.token("ops", "somebody-else");
        String id = post("/payments", PAYMENT.replace("bad-input", "bad-input-3"))
                .statusCode(201)
                .extract()
                .path("paymentId");

        given().auth()
                .oauth2(foreign)
                .contentType("application/json")
                .body(PAYMENT)
                .post("/payments")
                .then()
                .statusCode(404);
        given().auth().oauth2(foreign).get("/payments/" + id).then().statusCode(404);
        given().auth()
                .oauth2(foreign)
                .get("/payments?creditorId=bad-input-3")
                .then()
                .statusCode(404);
        given().auth()
                .oauth2(foreign)
                .get("/books?creditorId=bad-input-3")
                .then()
                .statusCode(404);
        given().auth()
                .oauth2(foreign)
                .get("/overpayments?creditorId=bad-input-3")
                .then()
                .statusCode(404);
        given().auth().oauth2(foreign).get("/books").then().statusCode(404);
        given().auth()
                .oauth2(person)
                .contentType("application/json")
                .body("{\"invoiceNumber\":\"F\",\"why\":\"w\"}")
                .post("/payments/" + id + "/allocations")
                .then()
                .statusCode(404);
        given().auth()
                .oauth2(person)
                .get("/payments/" + UUID.randomUUID())
                .then()
                .statusCode(404);
    }

    @Test
    void without_a_token_or_with_the_wrong_role_nothing_is_done() {
        given().body(PAYMENT)
                .contentType("application/json")
                .post("/payments")
                .then()
                .statusCode(401);
        given().get("/books?creditorId=bad-input").then().statusCode(401);
        given().auth()
                .oauth2(Servers.token("viewer", "*"))
                .body(PAYMENT)
                .contentType("application/json")
                .post("/payments")
                .then()
                .statusCode(403);
        given().auth()
                .oauth2(Servers.token("viewer", "*"))
                .get("/backlog")
                .then()
                .statusCode(403);
        given().auth().oauth2(Servers.token("clock", "*")).get("/clock").then().statusCode(404);
    }

    @Test
    void the_backlog_tells_the_last_event() {
        given().auth()
                .oauth2(Servers.token("ops", "*"))
                .get("/backlog")
                .then()
                .statusCode(200)
                .body("service", equalTo("payment-service"))
                .body("pending", equalTo(0))
                .body("today", containsString("-"));
    }

    private static ValidatableResponse post(String path, String body) {
        return given().auth()
                .oauth2(Servers.token("erp", "*"))
                .contentType("application/json")
                .body(body)
                .post(path)
                .then();
    }

    private static void nothingIsWritten() {
        given().auth()
                .oauth2(Servers.token("viewer", "*"))
                .get("/payments?creditorId=bad-input")
                .then()
                .body("size()", equalTo(0));
    }
}
