package io.rykker.stack.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;

/** UBL 2.1 invoices and credit notes as Peppol BIS Billing 3.0 wants them, with one line and 25 % VAT. */
final class UblDocument {

    private static final BigDecimal VAT = new BigDecimal("0.25");

    private final Script.Invoice invoice;
    private final BigDecimal total;
    private final BigDecimal net;
    private final BigDecimal tax;

    private UblDocument(Script.Invoice invoice, BigDecimal total) {
        this.invoice = invoice;
        this.total = total.setScale(2);
        this.net = total.divide(BigDecimal.ONE.add(VAT), 2, RoundingMode.HALF_UP);
        this.tax = net.multiply(VAT).setScale(2, RoundingMode.HALF_UP);
        if (net.add(tax).compareTo(total) != 0) {
            throw new IllegalArgumentException(total + " is not an amount plus 25 % VAT of it");
        }
    }

    static String invoice(Script.Invoice invoice) {
        return new UblDocument(invoice, invoice.total()).asInvoice();
    }

    static String creditNote(
            Script.Invoice invoice, String number, BigDecimal amount, LocalDate issued, String reason) {
        return new UblDocument(invoice, amount).asCreditNote(number, issued, reason);
    }

    private String asInvoice() {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
                    xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
                    xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
                  <cbc:CustomizationID>urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0</cbc:CustomizationID>
                  <cbc:ProfileID>urn:fdc:peppol.eu:2017:poacc:billing:01:1.0</cbc:ProfileID>
                  <cbc:ID>%s</cbc:ID>
                  <cbc:IssueDate>%s</cbc:IssueDate>
                  <cbc:DueDate>%s</cbc:DueDate>
                  <cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
                  <cbc:DocumentCurrencyCode>%s</cbc:DocumentCurrencyCode>
                  <cbc:BuyerReference>%s</cbc:BuyerReference>
                %s%s%s%s%s%s</Invoice>
                """.formatted(
                        invoice.number(),
                        invoice.issued(),
                        invoice.due(),
                        invoice.currency(),
                        xml(invoice.customer().number()),
                        supplier(),
                        customer(),
                        paymentMeans(),
                        taxTotal(),
                        totals(),
                        line("Invoice", "Invoiced", "Delivery of the month"));
    }

    private String asCreditNote(String number, LocalDate issued, String reason) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <CreditNote xmlns="urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"
                    xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
                    xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
                  <cbc:CustomizationID>urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0</cbc:CustomizationID>
                  <cbc:ProfileID>urn:fdc:peppol.eu:2017:poacc:billing:01:1.0</cbc:ProfileID>
                  <cbc:ID>%s</cbc:ID>
                  <cbc:IssueDate>%s</cbc:IssueDate>
                  <cbc:CreditNoteTypeCode>381</cbc:CreditNoteTypeCode>
                  <cbc:Note>%s</cbc:Note>
                  <cbc:DocumentCurrencyCode>%s</cbc:DocumentCurrencyCode>
                  <cbc:BuyerReference>%s</cbc:BuyerReference>
                  <cac:BillingReference>
                    <cac:InvoiceDocumentReference>
                      <cbc:ID>%s</cbc:ID>
                      <cbc:IssueDate>%s</cbc:IssueDate>
                    </cac:InvoiceDocumentReference>
                  </cac:BillingReference>
                %s%s%s%s%s</CreditNote>
                """.formatted(
                        number,
                        issued,
                        xml(reason),
                        invoice.currency(),
                        xml(invoice.customer().number()),
                        invoice.number(),
                        invoice.issued(),
                        supplier(),
                        customer(),
                        taxTotal(),
                        totals(),
                        line("CreditNote", "Credited", reason));
    }

    private String supplier() {
        Script.Creditor creditor = invoice.creditor();
        var address = creditor.registration().path("address");
        String id = creditor.registration().path("registrationNumber").asText();
        return party(
                "Supplier",
                creditor.id(),
                creditor.name(),
                address.path("street").asText(),
                address.path("postcode").asText(),
                address.path("city").asText(),
                creditor.country(),
                id,
                creditor.registration().path("phone").asText(),
                creditor.registration().path("email").asText());
    }

    private String customer() {
        Script.Customer c = invoice.customer();
        return party(
                "Customer",
                c.number(),
                c.name(),
                c.street(),
                c.postcode(),
                c.city(),
                c.country(),
                c.registration(),
                c.phone(),
                c.email());
    }

    private static String party(
            String role,
            String number,
            String name,
            String street,
            String postcode,
            String city,
            String country,
            String registration,
            String phone,
            String email) {
        boolean danish = country.equals("DK");
        String scheme = danish ? "0184" : "0192";
        String vat = danish ? "DK" + registration : "NO" + registration + "MVA";
        String register = danish || role.equals("Customer") ? "" : """
                      <cac:PartyTaxScheme>
                        <cbc:CompanyID>Foretaksregisteret</cbc:CompanyID>
                        <cac:TaxScheme><cbc:ID>TAX</cbc:ID></cac:TaxScheme>
                      </cac:PartyTaxScheme>
                """;
        return """
                  <cac:Accounting%1$sParty>
                    <cac:Party>
                      <cbc:EndpointID schemeID="%2$s">%3$s</cbc:EndpointID>
                      <cac:PartyIdentification><cbc:ID>%4$s</cbc:ID></cac:PartyIdentification>
                      <cac:PartyName><cbc:Name>%5$s</cbc:Name></cac:PartyName>
                      <cac:PostalAddress>
                        <cbc:StreetName>%6$s</cbc:StreetName>
                        <cbc:CityName>%7$s</cbc:CityName>
                        <cbc:PostalZone>%8$s</cbc:PostalZone>
                        <cac:Country><cbc:IdentificationCode>%9$s</cbc:IdentificationCode></cac:Country>
                      </cac:PostalAddress>
                      <cac:PartyTaxScheme>
                        <cbc:CompanyID>%10$s</cbc:CompanyID>
                        <cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>
                      </cac:PartyTaxScheme>
                %11$s      <cac:PartyLegalEntity>
                        <cbc:RegistrationName>%5$s</cbc:RegistrationName>
                        <cbc:CompanyID schemeID="%2$s">%3$s</cbc:CompanyID>
                      </cac:PartyLegalEntity>
                      <cac:Contact>
                        <cbc:Name>%5$s</cbc:Name>
                        <cbc:Telephone>%12$s</cbc:Telephone>
                        <cbc:ElectronicMail>%13$s</cbc:ElectronicMail>
                      </cac:Contact>
                    </cac:Party>
                  </cac:Accounting%1$sParty>
                """.formatted(
                        role,
                        scheme,
                        danish ? "DK" + registration : registration,
                        xml(number),
                        xml(name),
                        xml(street),
                        xml(city),
                        postcode,
                        country,
                        vat,
                        register,
                        phone,
                        email);
    }

    private String paymentMeans() {
        Script.Creditor creditor = invoice.creditor();
        boolean danish = creditor.country().equals("DK");
        return """
                  <cac:PaymentMeans>
                    <cbc:PaymentMeansCode name="%s">%s</cbc:PaymentMeansCode>
                    <cbc:PaymentID>%s</cbc:PaymentID>
                    <cac:PayeeFinancialAccount><cbc:ID>%s</cbc:ID></cac:PayeeFinancialAccount>
                  </cac:PaymentMeans>
                """.formatted(
                        danish ? "FIK" : "Credit transfer",
                        danish ? "93" : "30",
                        danish ? "71#" + invoice.reference() : invoice.reference(),
                        creditor.account(danish ? "FIK" : "BBAN"));
    }

    private String taxTotal() {
        return """
                  <cac:TaxTotal>
                    <cbc:TaxAmount currencyID="%1$s">%3$s</cbc:TaxAmount>
                    <cac:TaxSubtotal>
                      <cbc:TaxableAmount currencyID="%1$s">%2$s</cbc:TaxableAmount>
                      <cbc:TaxAmount currencyID="%1$s">%3$s</cbc:TaxAmount>
                      <cac:TaxCategory>
                        <cbc:ID>S</cbc:ID>
                        <cbc:Percent>25</cbc:Percent>
                        <cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>
                      </cac:TaxCategory>
                    </cac:TaxSubtotal>
                  </cac:TaxTotal>
                """.formatted(invoice.currency(), net, tax);
    }

    private String totals() {
        return """
                  <cac:LegalMonetaryTotal>
                    <cbc:LineExtensionAmount currencyID="%1$s">%2$s</cbc:LineExtensionAmount>
                    <cbc:TaxExclusiveAmount currencyID="%1$s">%2$s</cbc:TaxExclusiveAmount>
                    <cbc:TaxInclusiveAmount currencyID="%1$s">%3$s</cbc:TaxInclusiveAmount>
                    <cbc:PayableAmount currencyID="%1$s">%3$s</cbc:PayableAmount>
                  </cac:LegalMonetaryTotal>
                """.formatted(invoice.currency(), net, total);
    }

    private String line(String document, String participle, String what) {
        return """
                  <cac:%1$sLine>
                    <cbc:ID>1</cbc:ID>
                    <cbc:%2$sQuantity unitCode="C62">1</cbc:%2$sQuantity>
                    <cbc:LineExtensionAmount currencyID="%3$s">%4$s</cbc:LineExtensionAmount>
                    <cac:Item>
                      <cbc:Name>%5$s</cbc:Name>
                      <cac:ClassifiedTaxCategory>
                        <cbc:ID>S</cbc:ID>
                        <cbc:Percent>25</cbc:Percent>
                        <cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>
                      </cac:ClassifiedTaxCategory>
                    </cac:Item>
                    <cac:Price><cbc:PriceAmount currencyID="%3$s">%4$s</cbc:PriceAmount></cac:Price>
                  </cac:%1$sLine>
                """.formatted(document, participle, invoice.currency(), net, xml(what));
    }

    static String xml(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
