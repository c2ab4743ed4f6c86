package io.rykker.bench;

/**
 * What the machine did in one round of the raw limits, with nothing else at work.
 *
 * @param insert invoices a second, two rows each
 * @param produce records a second
 * @param relay records a second that Debezium carried
 */
record Limits(double insert, double produce, double relay) {

    private static final int ROWS_OF_AN_INVOICE = 2;

    /** Items a second at best, when each writes so much: rows inserted, then records produced. */
    double of(Written.Each each) {
        return inSequence(each, produce);
    }

    /** The same rows, and the same records as Debezium can carry them when it has nothing else to do. */
    double relayed(Written.Each each) {
        return inSequence(each, relay);
    }

    private double inSequence(Written.Each each, double recordsPerSecond) {
        return 1 / (each.rows() / (ROWS_OF_AN_INVOICE * insert) + each.records() / recordsPerSecond);
    }
}
