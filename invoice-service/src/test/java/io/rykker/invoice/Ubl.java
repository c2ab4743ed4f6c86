package io.rykker.invoice;

import java.nio.charset.StandardCharsets;

/** UBL documents of our own making, as small as the schema allows. */
public final class Ubl {

    private static final String CAC =
            "xmlns:cac=\"urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2\"";
    private static final String CBC =
            "xmlns:cbc=\"urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2\"";

    private Ubl() {}

    public static byte[] invoice(String number, String payable) {
        return bytes(invoiceText(number, payable));
    }

    public static String invoiceText(String number, String payable) {
        return document("Invoice", number, "<cbc:DueDate>2026-01-19</cbc:DueDate>", "", payable, "InvoiceLine")
                .replace("QUANTITY", "InvoicedQuantity");
    }

    public static byte[] creditNote(String number, String invoice, String payable) {
        return bytes(document(
                        "CreditNote",
                        number,
                        "",
                        "<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>" + invoice
                                + "</cbc:ID></cac:InvoiceDocumentReference></cac:BillingReference>",
                        payable,
                        "CreditNoteLine")
                .replace("QUANTITY", "CreditedQuantity"));
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String document(
            String root, String number, String due, String reference, String payable, String line) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <%1$s xmlns="urn:oasis:names:specification:ubl:schema:xsd:%1$s-2" %2$s %3$s>
                  <cbc:CustomizationID>urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0</cbc:CustomizationID>
                  <cbc:ProfileID>urn:fdc:peppol.eu:2017:poacc:billing:01:1.0</cbc:ProfileID>
                  <cbc:ID>%4$s</cbc:ID>
                  <cbc:IssueDate>2026-01-05</cbc:IssueDate>
                  %5$s
                  <cbc:DocumentCurrencyCode>DKK</cbc:DocumentCurrencyCode>
                  %6$s
                  <cac:AccountingSupplierParty><cac:Party>
                    <cbc:EndpointID schemeID="0184">DK31313131</cbc:EndpointID>
                    <cac:PartyName><cbc:Name>Nordlys Energi A/S</cbc:Name></cac:PartyName>
                  </cac:Party></cac:AccountingSupplierParty>
                  <cac:AccountingCustomerParty><cac:Party>
                    <cac:PostalAddress><cbc:CityName>Aarhus C</cbc:CityName>
                      <cac:Country><cbc:IdentificationCode>DK</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
                    <cac:PartyLegalEntity>
                      <cbc:RegistrationName>Havn &amp; Co ApS</cbc:RegistrationName>
                      <cbc:CompanyID schemeID="0184">DK13585628</cbc:CompanyID>
                    </cac:PartyLegalEntity>
                  </cac:Party></cac:AccountingCustomerParty>
                  <cac:LegalMonetaryTotal>
                    <cbc:PayableAmount currencyID="DKK">%7$s</cbc:PayableAmount>
                  </cac:LegalMonetaryTotal>
                  <cac:%8$s>
                    <cbc:ID>1</cbc:ID><cbc:QUANTITY unitCode="EA">1</cbc:QUANTITY>
                    <cbc:LineExtensionAmount currencyID="DKK">%7$s</cbc:LineExtensionAmount>
                    <cac:Item><cbc:Name>Electricity</cbc:Name></cac:Item>
                  </cac:%8$s>
                </%1$s>
                """.formatted(root, CAC, CBC, number, due, reference, payable, line);
    }
}
