package io.rykker.dunning.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.rykker.dunning.domain.Policy;
import io.rykker.dunning.domain.RandomPolicies;
import io.rykker.dunning.messaging.Unreadable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies as JSON: the schema, the reader and the writer say the same. */
class PolicyTextTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(resource("policy.schema.json"), InputFormat.JSON);

    private static String resource(String name) {
        try (var file = PolicyTextTest.class.getResourceAsStream("/policies/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<?> errors(JsonNode policy) {
        return SCHEMA.validate(policy.toString(), InputFormat.JSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nordic-friendly.1",
                "strict.1",
                "one-reminder.1",
                "collection-notice-first.1",
                "agency-from-reminder.1"
            })
    void the_ready_made_policies_are_as_the_schema_says(String name) throws IOException {
        JsonNode policy = JSON.readTree(resource(name + ".json"));

        assertThat(errors(policy)).isEmpty();
        assertThat(PolicyText.read(PolicyText.write(PolicyText.read(policy)))).isEqualTo(PolicyText.read(policy));
    }

    @Test
    void every_policy_comes_back_from_its_text_which_is_as_the_schema_says() {
        for (long seed = 1; seed <= 500; seed++) {
            Policy policy = RandomPolicies.lawful(new Random(seed));
            ObjectNode text = PolicyText.write(policy);

            assertThat(errors(text)).as("seed %d", seed).isEmpty();
            assertThat(PolicyText.read(text)).as("seed %d", seed).isEqualTo(policy);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\": \"a\", \"colour\": \"red\", \"steps\": []} | colour",
                "{\"name\": \"a\", \"steps\": []} | steps",
                "{\"name\": \"A b\", \"steps\": [{\"name\": \"x\", \"kind\": \"escalation\", \"waitDays\": 1}]} | name",
                "{\"name\": \"a\", \"mode\": \"fast\", \"steps\": [{\"name\": \"x\", \"kind\": \"escalation\", \"waitDays\": 1}]} | mode",
                "{\"name\": \"a\", \"steps\": [{\"name\": \"x\", \"kind\": \"sms\", \"waitDays\": 1}]} | steps[0].kind",
                "{\"name\": \"a\", \"steps\": [{\"name\": \"x\", \"kind\": \"escalation\"}]} | steps[0].waitDays",
                "{\"name\": \"a\", \"steps\": [{\"name\": \"x\", \"kind\": \"escalation\", \"waitDays\": 1, \"fees\": true}]} | steps[0].fees",
                "{\"name\": \"a\", \"steps\": [{\"name\": \"x\", \"kind\": \"escalation\", \"waitDays\": 1, \"when\": {\"amount\": \"1\"}}]} | steps[0].when.amount",
                "{\"name\": \"a\", \"steps\": [{\"name\": \"x\", \"kind\": \"escalation\", \"waitDays\": 1, \"mandate\": \"court\"}]} | steps[0].mandate",
                "{\"name\": \"a\", \"steps\": [{\"name\": \"x\", \"kind\": \"call\", \"waitDays\": 1, \"deadlineDays\": 1, \"owner\": \"Nord A/S\"}]} | steps[0].owner",
                "{\"name\": \"a\", \"steps\": [{\"name\": \"x\", \"kind\": \"escalation\", \"waitDays\": 1, \"when\": {\"firstTimeLate\": \"yes\"}}]} | steps[0].when.firstTimeLate",
                "{\"name\": \"a\", \"formalNeedsDeliveryEvidence\": \"yes\", \"steps\": [{\"name\": \"x\", \"kind\": \"escalation\", \"waitDays\": 1}]} | formalNeedsDeliveryEvidence",
                "{\"name\": \"a\", \"escalateWithinDays\": 0, \"steps\": [{\"name\": \"x\", \"kind\": \"escalation\", \"waitDays\": 1}]} | escalateWithinDays",
                "{\"name\": \"a\", \"owner\": \"\", \"steps\": [{\"name\": \"x\", \"kind\": \"escalation\", \"waitDays\": 1}]} | owner",
                "{\"name\": \"a\", \"owner\": \"a\\nb\", \"steps\": [{\"name\": \"x\", \"kind\": \"escalation\", \"waitDays\": 1}]} | owner",
                "{\"name\": \"a\", \"owner\": \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\", \"steps\": [{\"name\": \"x\", \"kind\": \"escalation\", \"waitDays\": 1}]} | owner",
                "{\"name\": \"a\", \"planOffer\": {\"instalments\": 1}, \"steps\": [{\"name\": \"x\", \"kind\": \"escalation\", \"waitDays\": 1}]} | planOffer.instalments",
                "{\"name\": \"a\", \"planOffer\": {\"every\": \"month\"}, \"steps\": [{\"name\": \"x\", \"kind\": \"escalation\", \"waitDays\": 1}]} | planOffer.instalments",
                "{\"name\": \"a\", \"planOffer\": {\"instalments\": 3, \"every\": \"day\"}, \"steps\": [{\"name\": \"x\", \"kind\": \"escalation\", \"waitDays\": 1}]} | planOffer.every",
                "{\"name\": \"a\", \"planOffer\": {\"instalments\": 3, \"then\": \"plan\"}, \"steps\": [{\"name\": \"x\", \"kind\": \"escalation\", \"waitDays\": 1}]} | planOffer.then",
                "{\"name\": \"a\", \"planOffer\": {\"instalments\": 3, \"often\": true}, \"steps\": [{\"name\": \"x\", \"kind\": \"escalation\", \"waitDays\": 1}]} | planOffer.often",
                "{\"name\": \"a\", \"steps\": [{\"name\": \"x\", \"kind\": \"plan-proposal\", \"waitDays\": 1}]} | steps[0].kind",
                "{\"name\": \"a\", \"quiet\": {\"dates\": [{\"from\": \"13-01\", \"to\": \"12-31\"}]}, \"steps\": [{\"name\": \"x\", \"kind\": \"escalation\", \"waitDays\": 1}]} | quiet.dates[0].from"
            })
    void what_is_wrong_is_refused_by_the_field_and_by_the_schema(String text, String field) throws IOException {
        JsonNode policy = JSON.readTree(text);

        assertThatThrownBy(() -> PolicyText.read(policy))
                .isInstanceOfSatisfying(
                        Unreadable.class, failure -> assertThat(failure.field()).isEqualTo(field));
        assertThat(errors(policy)).isNotEmpty();
    }

    private static final Schema SEGMENTS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(resource("segments.schema.json"), InputFormat.JSON);

    @Test
    void a_creditors_rules_come_back_from_their_text_which_is_as_the_schema_says() throws IOException {
        JsonNode rules = JSON.readTree("""
                {"rules":[
                  {"name":"new","if":{"country":"DK","debtorKind":"consumer","newDebtor":true},"policy":"nordic-friendly"},
                  {"name":"bad","if":{"minAmount":"100.00","maxAmount":"200.00","minScore":1,"maxScore":40},"policy":"strict"},
                  {"name":"risky","if":{"minCreditScore":0,"maxCreditScore":40,"minPaymentRemarks":1,"maxPaymentRemarks":9},"policy":"strict"},
                  {"name":"rest","policy":"one-reminder"}]}
                """);

        assertThat(SEGMENTS.validate(rules.toString(), InputFormat.JSON)).isEmpty();
        assertThat(PolicyText.write(PolicyText.segments(rules)).toString()).isEqualTo(rules.toString());
        assertThatThrownBy(() -> PolicyText.segments(JSON.readTree("{\"rules\":[{\"name\":\"a\",\"when\":{}}]}")))
                .isInstanceOfSatisfying(
                        Unreadable.class, failure -> assertThat(failure.field()).isEqualTo("rules[0].when"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"maxCreditScore\": 101} | maxCreditScore",
                "{\"minCreditScore\": -1} | minCreditScore",
                "{\"minCreditScore\": \"40\"} | minCreditScore",
                "{\"maxCreditScore\": 40.5} | maxCreditScore",
                "{\"minPaymentRemarks\": -1} | minPaymentRemarks",
                "{\"maxPaymentRemarks\": 100001} | maxPaymentRemarks",
                "{\"creditScore\": 40} | creditScore"
            })
    void what_is_wrong_in_a_rule_is_refused_by_the_field_and_by_the_schema(String condition, String field)
            throws IOException {
        JsonNode rules =
                JSON.readTree("{\"rules\": [{\"name\": \"a\", \"if\": " + condition + ", \"policy\": \"strict\"}]}");

        assertThatThrownBy(() -> PolicyText.segments(rules))
                .isInstanceOfSatisfying(
                        Unreadable.class, failure -> assertThat(failure.field()).isEqualTo("rules[0].if." + field));
        assertThat(SEGMENTS.validate(rules.toString(), InputFormat.JSON)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"policy.schema.json", "segments.schema.json"})
    void an_editor_finds_a_description_of_every_field(String schema) throws IOException {
        assertDescribed(JSON.readTree(resource(schema)), "");
    }

    private static void assertDescribed(JsonNode schema, String path) {
        schema.path("properties").properties().forEach(entry -> {
            JsonNode field = entry.getValue();
            boolean isPlain = field.has("enum") || field.has("$ref") || field.has("description");
            assertThat(isPlain).as(path + entry.getKey()).isTrue();
            assertDescribed(field, path + entry.getKey() + ".");
            assertDescribed(field.path("items"), path + entry.getKey() + "[].");
        });
        schema.path("$defs").properties().forEach(entry -> assertDescribed(entry.getValue(), entry.getKey() + "."));
    }
}
