package io.rykker.stack.demo;

/** Payment references with the check digit that banks ask for. */
final class References {

    private static final int FIK_DIGITS = 14;

    private References() {}

    /** The payment id of a Danish payment slip +71: fourteen digits and a modulus 10 check digit. */
    static String fik(String digits) {
        if (digits.length() > FIK_DIGITS || !digits.matches("[0-9]+")) {
            throw new IllegalArgumentException("a +71 payment id is made of at most 14 digits, not of " + digits);
        }
        return withCheckDigit("0".repeat(FIK_DIGITS - digits.length()) + digits);
    }

    /** A Norwegian KID by modulus 10. */
    static String kid(String digits) {
        return withCheckDigit(digits);
    }

    /** Luhn: from the right, every second digit counts double, and digit sums are taken. */
    private static String withCheckDigit(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? 2 * digit : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return digits + (10 - sum % 10) % 10;
    }
}
