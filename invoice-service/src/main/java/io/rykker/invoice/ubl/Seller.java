package io.rykker.invoice.ubl;

import io.rykker.invoice.domain.Finding;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The supplier of a document: all that may identify a registered creditor. */
final class Seller {

    private static final String PARTY = "cac:AccountingSupplierParty/cac:Party";

    private final Element document;
    private final List<Finding> findings;

    Seller(Element document, List<Finding> findings) {
        this.document = document;
        this.findings = findings;
    }

    /** Each number as it stands and without the letters of a country or a tax around it. */
    List<String> numbers() {
        Set<String> numbers = new LinkedHashSet<>();
        Stream.of(
                        "cac:PartyLegalEntity/cbc:CompanyID",
                        "cbc:EndpointID",
                        "cac:PartyIdentification/cbc:ID",
                        "cac:PartyTaxScheme/cbc:CompanyID")
                .flatMap(path -> document.all(PARTY + "/" + path).stream())
                .forEach(id -> {
                    Numbers.remark(id, findings);
                    numbers.addAll(Numbers.spellings(id.text()));
                });
        return List.copyOf(numbers);
    }
}
