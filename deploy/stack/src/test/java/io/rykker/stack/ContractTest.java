package io.rykker.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContractTest {

    private final Contract contract = Contract.read(Root.folder().resolve("deploy/contracts"));

    @Test
    void a_file_is_named_after_its_type() {
        assertThat(contract.typeOfFile("inbound-invoice-issued.v1.full.json"))
                .hasValue("rykker.inbound.InvoiceIssued.v1");
        assertThat(contract.typeOfFile("inbound-payment-received-77.json"))
                .hasValue("rykker.inbound.PaymentReceived.v1");
        assertThat(contract.typeOfFile("invoice-issued.v1.minimal.json")).hasValue("rykker.InvoiceIssued.v1");
        assertThat(contract.typeOfFile("holiday.json")).isEmpty();
    }

    @Test
    void a_short_name_means_the_inbound_event_first() {
        assertThat(contract.type("InvoiceIssued")).hasValue("rykker.inbound.InvoiceIssued.v1");
        assertThat(contract.type("CaseClosed")).hasValue("rykker.CaseClosed.v1");
        assertThat(contract.type("rykker.CaseClosed.v1")).hasValue("rykker.CaseClosed.v1");
        assertThat(contract.type("Nothing")).isEmpty();
    }

    @Test
    void every_type_of_the_contract_has_a_topic_that_exists() {
        for (String type : contract.types()) {
            assertThat(Topics.all()).as(type).contains(Contract.topic(type));
        }
        assertThat(Contract.topic("rykker.ReminderSent.v1")).isEqualTo("rykker.deliveries.v1");
        assertThat(Contract.topic("rykker.inbound.PaymentReversed.v1")).isEqualTo("rykker.inbound.payments.v1");
        assertThat(Contract.topic("rykker.BankKnownThrough.v1")).isEqualTo("rykker.payments.v1");
    }
}
