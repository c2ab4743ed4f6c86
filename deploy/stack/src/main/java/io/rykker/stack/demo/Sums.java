package io.rykker.stack.demo;

import java.math.BigDecimal;

/** What the demo itself did for one creditor, added up apart from all services. */
final class Sums {

    private BigDecimal issued = BigDecimal.ZERO;
    private BigDecimal credited = BigDecimal.ZERO;
    private BigDecimal cancelled = BigDecimal.ZERO;
    private BigDecimal received = BigDecimal.ZERO;
    private BigDecimal reversed = BigDecimal.ZERO;
    private BigDecimal unknown = BigDecimal.ZERO;

    void issue(BigDecimal amount) {
        issued = issued.add(amount);
    }

    void credit(BigDecimal amount) {
        credited = credited.add(amount);
    }

    void cancel(BigDecimal amount) {
        cancelled = cancelled.add(amount);
    }

    void receive(BigDecimal amount) {
        received = received.add(amount);
    }

    void receiveUnknown(BigDecimal amount) {
        receive(amount);
        unknown = unknown.add(amount);
    }

    void recognise(BigDecimal amount) {
        unknown = unknown.subtract(amount);
    }

    void reverse(BigDecimal amount) {
        reversed = reversed.add(amount);
    }

    BigDecimal issued() {
        return issued;
    }

    BigDecimal credited() {
        return credited;
    }

    BigDecimal cancelled() {
        return cancelled;
    }

    BigDecimal received() {
        return received;
    }

    BigDecimal reversed() {
        return reversed;
    }

    BigDecimal unknown() {
        return unknown;
    }
}
