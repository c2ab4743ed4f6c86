package io.rykker.bench;

/**
 * One round of what is measured.
 *
 * @param rate items a second
 * @param beside the limits right before it: a machine that is shared is another one a quarter of an hour later
 */
record Round(double rate, Limits beside) {}
