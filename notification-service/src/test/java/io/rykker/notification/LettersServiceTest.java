package io.rykker.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.rykker.notification.letters.Letter;
import io.rykker.notification.letters.Letters;
import io.rykker.notification.messaging.PartyReader;
import io.rykker.notification.messaging.ReminderReader;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Properties;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("service")
@QuarkusTest
@QuarkusTestResource(Servers.class)
class LettersServiceTest {

    private static final LocalDate DAY = LocalDate.of(2026, 2, 16);

    @Inject
    Letters letters;

    private Letter letter(String kind, String language, LocalDate sentOn) {
        ObjectNode due = (ObjectNode) Contract.json(Contract.example("reminder-due.v1.full"));
        due.put("kind", kind).put("language", language);
        return write(due, sentOn);
    }

    private Letter write(ObjectNode due, LocalDate sentOn) {
        return letters.write(
                ReminderReader.due(bytes(due)),
                PartyReader.creditor(Contract.example("creditor-changed.v1.full")),
                PartyReader.debtor(Contract.example("debtor-changed.v1.full")),
                sentOn);
    }

    private Letter bundled(String kind, String language) {
        ObjectNode due = (ObjectNode) Contract.json(Contract.example("reminder-due.v1.bundled"));
        due.put("kind", kind).put("language", language);
        return write(due, DAY);
    }

    @Test
    void a_nudge_before_the_due_date_says_that_nothing_is_late() {
        ObjectNode due = (ObjectNode) Contract.json(Contract.example("reminder-due.v1.full"));
        String dueOn = due.get("dueOn").asText();
        due.put("kind", "friendly").put("language", "en").put("deadlineDays", 0).put("deadline", dueOn);
        due.put("decidedOn", LocalDate.parse(dueOn).minusDays(3).toString());

        String text = write(due, LocalDate.parse(dueOn).minusDays(3)).text();

        assertThat(text).contains("In good time").contains("falls due on").doesNotContain("was due on");
    }

    private static byte[] bytes(ObjectNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void what_is_disputed_is_named_and_not_asked_for() {
        ObjectNode due = (ObjectNode) Contract.json(Contract.example("reminder-due.v1.full"));
        due.put("kind", "formal").put("language", "da");
        ((ObjectNode) due.get("amountDue")).put("amount", "800.00");

        String text = write(due, DAY).text();

        assertThat(text).contains("Kræves ikke med dette brev: -300,00 DKK").contains("Beløb til betaling: 800,00 DKK");
    }

    @Test
    void a_danish_reminder_says_who_what_how_much_until_when_and_what_follows() {
        Letter letter = letter("formal", "da", DAY);

        assertThat(letter.subject()).isEqualTo("Rykker: faktura 2026-1001 fra Nordlys Energi A/S");
        assertThat(letter.text())
                .contains("Kære Havn & Co ApS")
                .contains("Kreditor: Nordlys Energi A/S")
                .contains("Faktura: 2026-1001")
                .contains("Forfaldsdato: 19. januar 2026")
                .contains("Rykkergebyr (16. februar 2026): 100,00 DKK")
                .contains("Beløb til betaling: 1.100,00 DKK")
                .doesNotContain("Kræves ikke")
                .contains("Betales senest: 26. februar 2026")
                .contains("Betalings-id: 000002026001236")
                .contains("Konto (IBAN): DK5000400440116243")
                .contains("+71<000002026001236+81234567<")
                .contains("vil du modtage et inkassovarsel")
                .contains("debitor@nordlys.example")
                .contains("CVR-nr. 24256790");
        assertThat(letter.html()).contains("Havn &amp; Co ApS").contains("lang=\"da\"");
    }

    @Test
    void a_letter_about_several_invoices_lists_them_with_one_sum_and_a_reference_each() {
        Letter letter = bundled("formal", "da");

        assertThat(letter.subject()).isEqualTo("Rykker: 2 fakturaer fra Nordlys Energi A/S");
        assertThat(letter.text())
                .contains("Vi har ikke modtaget fuld betaling af 2 forfaldne fakturaer.")
                .contains("Faktura 2026-1001 af 5. januar 2026, forfaldt den 19. januar 2026\n")
                .contains("Rykkergebyr (16. februar 2026): 100,00 DKK\nAt betale for faktura 2026-1001: 1.100,00 DKK\n")
                .contains("Faktura 2026-1014 af 5. januar 2026, forfaldt den 19. januar 2026\n")
                .contains("Betalt: -250,00 DKK\nAt betale for faktura 2026-1014: 750,00 DKK\n")
                .containsOnlyOnce("Beløb til betaling: 1.850,00 DKK")
                .contains("Betal venligst 1.850,00 DKK senest den 26. februar 2026.")
                .contains("Betalings-id (2026-1001): 000002026001236")
                .contains("Betalings-id (2026-1014): 000002026001442")
                .containsOnlyOnce("Konto (IBAN): DK5000400440116243")
                .contains("Konto (FIK) (2026-1001): +71<000002026001236+81234567<")
                .contains("Konto (FIK) (2026-1014): +71<000002026001442+81234567<");
        assertThat(letter.html()).contains("Faktura 2026-1014").contains("1.850,00 DKK");
    }

    @ParameterizedTest
    @CsvSource({
        "friendly, da, Venlig påmindelse: 2 fakturaer",
        "collection-notice, da, Inkassovarsel: 2 fakturaer",
        "formal, nb, Purring: 2 fakturaer",
        "collection-notice, nb, Inkassovarsel: 2 fakturaer",
        "formal, sv, Påminnelse: 2 fakturor",
        "formal, fi, Maksumuistutus: 2 laskua",
        "formal, de, Mahnung: 2 Rechnungen",
        "friendly, en, Friendly reminder: 2 invoices",
        "collection-notice, en, Notice of debt collection: 2 invoices"
    })
    void a_letter_about_several_invoices_is_written_in_every_language(String kind, String language, String subject) {
        Letter letter = bundled(kind, language);

        assertThat(letter.subject()).startsWith(subject);
        assertThat(letter.text()).contains("2026-1001").contains("2026-1014").contains("000002026001442");
    }

    @Test
    void a_danish_collection_notice_says_what_the_law_asks_for() {
        String text = letter("collection-notice", "da", DAY).text();

        assertThat(text)
                .contains("Inkassovarsel")
                .contains("overgives sagen til inkasso uden yderligere varsel")
                .contains("kommer der ikke yderligere omkostninger til")
                .contains("26. februar 2026")
                .contains("1.000,00 DKK");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "da | Vores betalingsbetingelser: 14 dage fra fakturadatoen, for denne faktura den 19. januar 2026. | er aftalt",
                "nb | Våre betalingsbetingelser: 14 dager fra fakturadatoen | er avtalt",
                "sv | Våra betalningsvillkor: 14 dagar från fakturadatum | är avtalade",
                "fi | Maksuehtomme: 14 päivää laskun päiväyksestä | on sovittu",
                "de | Unsere Zahlungsbedingungen: 14 Tage ab Rechnungsdatum | sind vereinbart",
                "en | Our terms of payment: 14 days from the date of the invoice, for this one until 19 January 2026. | are agreed"
            })
    void who_is_new_is_told_the_terms_and_how_it_goes_on(String language, String terms, String agreed) {
        assertThat(written("reminder-due.v1.new-debtor", language, null))
                .contains(terms)
                .contains(agreed);
        assertThat(written("reminder-due.v1.full", language, null))
                .doesNotContain(terms)
                .doesNotContain(agreed);
    }

    @Test
    void who_is_new_and_has_agreed_on_no_fees_is_told_that_they_follow_from_the_law_alone() {
        ObjectNode due = (ObjectNode) Contract.json(Contract.example("reminder-due.v1.new-debtor"));
        due.put("language", "en").put("feesAgreed", false);

        String text = write(due, DAY).text();

        assertThat(text)
                .contains("we may send reminders, then a notice of debt collection")
                .contains("only where the law gives a right to them")
                .doesNotContain("are agreed");
    }

    @Test
    void a_norwegian_collection_notice_has_the_heading_that_the_law_asks_for() {
        Letter letter = letter("collection-notice", "nb", DAY);

        assertThat(letter.text())
                .startsWith("Inkassovarsel\n")
                .contains("blir kravet sendt til inkasso")
                .contains("KID: 000002026001236");
        assertThat(letter.html()).contains("<h1 style=\"font-size: 1.4em\">Inkassovarsel</h1>");
    }

    private String written(String example, String language, String step) {
        ObjectNode due = (ObjectNode) Contract.json(Contract.example(example));
        due.put("language", language);
        if (step != null) {
            due.put("step", step).put("kind", "friendly");
        }
        return write(due, DAY).text();
    }

    @Test
    void the_confirmation_of_a_plan_lists_every_instalment_with_its_day() {
        assertThat(written("reminder-due.v1.plan", "da", null))
                .contains("Du betaler i 3 rater")
                .contains("Rate 1, 2. marts 2026: 333,33 DKK")
                .contains("Rate 2, 2. april 2026: 333,33 DKK")
                .contains("Rate 3, 4. maj 2026: 333,34 DKK")
                .doesNotContain("Du har lovet at betale");
    }

    @Test
    void a_proposal_says_how_and_by_when_to_accept_and_what_that_means() {
        assertThat(written("reminder-due.v1.proposal", "da", null))
                .contains("Forslag til betaling i rater")
                .contains("Vi foreslår, at du betaler i 3 rater")
                .contains("Accepter forslaget senest den 23. februar 2026: svar på dette brev")
                .contains("eller betal den første rate på 333,33 DKK inden da")
                .contains("anerkender du, at du skylder beløbet")
                .contains("Accepteres senest: 23. februar 2026")
                .contains("Rate 3, 4. maj 2026: 333,34 DKK")
                .contains("bortfalder forslaget")
                .doesNotContain("Betales senest", "Hermed bekræfter vi", "Har du betalt");
        assertThat(written("reminder-due.v1.proposal", "en", null))
                .contains("We propose that you pay it in 3 instalments", "Accept by: 23 February 2026");
    }

    @Test
    void a_letter_after_a_call_cites_it_and_one_after_broken_agreements_warns_of_what_may_follow() {
        String both = written("reminder-due.v1.citing", "nb", null);

        assertThat(both)
                .contains("selv om vi snakket om den 3. februar 2026")
                .contains("2 ganger ikke blitt holdt")
                .contains("kan vi sende inkassovarsel");
        assertThat(letter("formal", "nb", DAY).text()).doesNotContain("snakket om", "blitt holdt", "Vi viser til");
    }

    @Test
    void a_letter_refers_to_the_one_before_it_when_there_was_no_call_since() {
        ObjectNode due = (ObjectNode) Contract.json(Contract.example("reminder-due.v1.citing"));
        due.remove("earlierCallOn");
        due.put("language", "en");

        String text = write(due, DAY).text();

        assertThat(text).contains("We refer to our letter of 23 January 2026.");
    }

    @Test
    void who_cannot_pay_as_it_was_asked_is_told_every_way_there_is() {
        assertThat(written("reminder-due.v1.full", "en", "payment-method"))
                .contains("you cannot pay invoice 2026-1001")
                .contains("Account (IBAN): DK5000400440116243")
                .contains("+71<000002026001236+81234567<")
                .doesNotContain("slipped your mind");
    }

    @Test
    void the_printed_deadline_is_never_sooner_than_the_days_that_were_promised() {
        assertThat(letter("formal", "en", LocalDate.of(2026, 3, 1)).text()).contains("Pay by: 11 March 2026");
        assertThat(letter("formal", "en", DAY).text()).contains("Pay by: 26 February 2026");
    }

    @ParameterizedTest
    @CsvSource({
        "friendly, da, Venlig påmindelse",
        "friendly, nb, Vennlig påminnelse",
        "friendly, sv, Vänlig påminnelse",
        "friendly, fi, Ystävällinen muistutus",
        "friendly, de, Freundliche Zahlungserinnerung",
        "friendly, en, Friendly reminder",
        "call, da, Venlig påmindelse",
        "promise-confirmation, nb, Bekreftelse på betalingsavtalen vår",
        "promise-confirmation, en, Confirmation of your promise to pay",
        "formal, no, Purring",
        "formal, is, Reminder",
        "a-kind-of-tomorrow, sv, Påminnelse"
    })
    void every_kind_is_written_in_the_debtors_language_or_else_in_english(
            String kind, String language, String heading) {
        assertThat(letter(kind, language, DAY).text()).startsWith(heading + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"da", "nb", "sv", "fi", "de"})
    void every_language_has_every_sentence(String language) throws IOException, ClassNotFoundException {
        var words = new Properties();
        try (var file = getClass().getResourceAsStream("/messages/letter_" + language + ".properties")) {
            words.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        }
        var expected = new TreeSet<String>();
        for (var method : Class.forName("io.rykker.notification.letters.Words").getDeclaredMethods()) {
            boolean _ = expected.add(method.getName());
        }
        assertThat(new TreeSet<>(words.stringPropertyNames())).isEqualTo(expected);
    }
}
