package io.rykker.collection;

import io.rykker.collection.persistence.OutboxRow;
import io.rykker.collection.persistence.PaymentRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** What one transaction will write: each row once, however often it was touched. */
final class Changes {

    private final Set<Object> inserted = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Object> updated = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Object> newRows = new ArrayList<>();
    private final List<Object> changedRows = new ArrayList<>();
    private final List<PaymentRow> payments = new ArrayList<>();
    private final List<OutboxRow> events = new ArrayList<>();

    void insert(Object row) {
        if (inserted.add(row)) {
            newRows.add(row);
        }
    }

    void update(Object row) {
        if (!inserted.contains(row) && updated.add(row)) {
            changedRows.add(row);
        }
    }

    void pay(PaymentRow payment) {
        payments.add(payment);
    }

    void say(OutboxRow event) {
        events.add(event);
    }

    List<Object> newRows() {
        return newRows;
    }

    List<Object> changedRows() {
        return changedRows;
    }

    List<PaymentRow> payments() {
        return payments;
    }

    List<OutboxRow> events() {
        return events;
    }
}
