package io.rykker.invoice.domain;

import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * Check digits of payment references and registration numbers. They tell a typing error from a number; whether a number
 * was ever given out they do not tell.
 */
public final class CheckDigits {

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final Pattern RF = Pattern.compile("RF[0-9]{2}[0-9A-Z]{1,21}");
    private static final Pattern IBAN = Pattern.compile("[A-Z]{2}[0-9]{2}[0-9A-Z]{11,30}");
    private static final BigInteger NINETY_SEVEN = BigInteger.valueOf(97);

    private CheckDigits() {}

    /** Modulus 10 with weights 2 and 1 from the right, sums of digits (Luhn): FIK, KID, OCR, Swedish numbers. */
    public static boolean luhn(String number) {
        if (!DIGITS.matcher(number).matches()) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < number.length(); i++) {
            int digit = number.charAt(number.length() - 1 - i) - '0';
            int weighed = i % 2 == 0 ? digit : 2 * digit;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return sum % 10 == 0;
    }

    /** Modulus 10 with weights 1 and 3 from the right: GS1 location numbers. */
    public static boolean gs1(String number) {
        if (!DIGITS.matcher(number).matches()) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < number.length(); i++) {
            sum += (number.charAt(number.length() - 1 - i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return sum % 10 == 0;
    }

    /** Modulus 11 with weights 2 to 7 from the right; the check digit ten is written as a minus (KID). */
    public static boolean modulus11(String number) {
        String body = number.substring(0, number.length() - 1);
        if (!DIGITS.matcher(body).matches()) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            sum += (body.charAt(body.length() - 1 - i) - '0') * (2 + i % 6);
        }
        int check = (11 - sum % 11) % 11;
        return number.charAt(number.length() - 1) == (check == 10 ? '-' : (char) ('0' + check));
    }

    /** Norwegian giro: 2 to 25 characters, modulus 10 or 11 as the creditor agreed with the bank. */
    public static boolean kid(String reference) {
        return reference.length() >= 2 && reference.length() <= 25 && (luhn(reference) || modulus11(reference));
    }

    /** ISO 11649: modulus 97 with the first four characters moved to the end. */
    public static boolean rf(String reference) {
        return RF.matcher(reference).matches() && modulus97(reference);
    }

    /** ISO 13616: the same of an account. */
    public static boolean iban(String account) {
        return IBAN.matcher(account).matches() && modulus97(account);
    }

    private static boolean modulus97(String text) {
        var number = new StringBuilder();
        (text.substring(4) + text.substring(0, 4)).chars().forEach(c -> number.append(Character.digit(c, 36)));
        return new BigInteger(number.toString()).mod(NINETY_SEVEN).equals(BigInteger.ONE);
    }
}
