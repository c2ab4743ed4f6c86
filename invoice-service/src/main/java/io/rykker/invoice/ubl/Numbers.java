package io.rykker.invoice.ubl;

import io.rykker.invoice.domain.CheckDigits;
import io.rykker.invoice.domain.Finding;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Registration numbers and electronic addresses of parties. */
final class Numbers {

    private Numbers() {}

    /** One number in the ways that people write it: as it stands, and its digits alone. */
    static Set<String> spellings(String number) {
        Set<String> spellings = new LinkedHashSet<>();
        String digits = number.replaceAll("[^0-9]", "");
        if (!number.isEmpty() && number.length() <= 64) {
            spellings.add(number);
        }
        if (digits.length() >= 6 && digits.length() <= 64) {
            spellings.add(digits);
        }
        return spellings;
    }

    /** Says so when the check digit of a number with a known scheme does not fit (Peppol R040, R041, R049). */
    static void remark(Element id, List<Finding> findings) {
        String scheme = String.valueOf(id.attribute("schemeID"));
        boolean fits = switch (scheme) {
            case "0007" -> id.text().length() == 10 && CheckDigits.luhn(id.text());
            case "0088", "GLN" -> CheckDigits.gs1(id.text());
            case "0192" -> id.text().length() == 9 && CheckDigits.modulus11(id.text());
            default -> true;
        };
        var finding = new Finding(id.path(), "has a check digit that does not fit its scheme " + scheme);
        if (!fits && !findings.contains(finding)) {
            findings.add(finding);
        }
    }
}
