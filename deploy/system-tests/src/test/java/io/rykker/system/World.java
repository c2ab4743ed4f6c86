package io.rykker.system;

import io.rykker.system.Erp.Notice;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Invoices and what becomes of them, made from a seed: the log of what is put in, from which everything that must come
 * out is known. The same seed is the same world.
 */
final class World {

    static final int ISSUING_DAYS = 6;

    /** How many of a thousand invoices are not simply paid in time. */
    private static final int DUNNED_PER_MILLE = Integer.getInteger("rykker.chaos.dunned", 120);

    private final Random random;
    private final LocalDate first;
    private final List<Bill> bills = new ArrayList<>();
    private final List<Money> strays = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();

    private World(long seed, LocalDate first) {
        this.random = new Random(seed);
        this.first = first;
    }

    /** What becomes of an invoice. */
    enum Fate {
        PAID_IN_TIME,
        NEVER_PAID,
        PAID_IN_PART,
        PAID_TOO_MUCH,
        PAID_TWICE,
        PAID_LATE,
        PAID_IN_TWO,
        REVERSED,
        CREDITED_IN_PART,
        CREDITED,
        CANCELLED
    }

    /** A payment as the ERP sends it; reversed on a day, or null when it stands. */
    record Money(
            String creditorId,
            String id,
            BigDecimal amount,
            String currency,
            @Nullable LocalDate reversedOn) {

        String paymentId() {
            return Rykker.id(creditorId, "erp", id);
        }

        BigDecimal standing() {
            return reversedOn == null ? amount : BigDecimal.ZERO;
        }
    }

    /** An invoice with all that will ever be said of it. */
    record Bill(
            String creditorId,
            String number,
            LocalDate issuedOn,
            LocalDate dueOn,
            BigDecimal total,
            String currency,
            String email,
            Fate fate,
            List<Money> payments,
            BigDecimal credited) {

        String invoiceId() {
            return Rykker.invoiceId(creditorId, number);
        }

        BigDecimal paid() {
            return payments.stream().map(Money::standing).reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        /** Left unpaid on purpose: ends with the agency when there is time enough. */
        boolean endsEscalated() {
            return fate == Fate.NEVER_PAID || fate == Fate.PAID_IN_PART || fate == Fate.REVERSED;
        }
    }

    /** Invoices for a Danish and a Norwegian creditor, issued from the first day on. */
    static World of(long seed, LocalDate first, int invoices, String danish, String norwegian) {
        var world = new World(seed, first);
        for (int i = 0; i < invoices; i++) {
            boolean isDanish = i % 2 == 0;
            world.addBill(isDanish ? danish : norwegian, isDanish, i);
        }
        for (int i = 0; i < invoices / 100; i++) {
            boolean isDanish = i % 2 == 0;
            world.addStray(isDanish ? danish : norwegian, isDanish, i);
        }
        return world;
    }

    List<Bill> bills() {
        return bills;
    }

    /** Payments that are for no invoice. */
    List<Money> strays() {
        return strays;
    }

    List<String> creditors() {
        return bills.stream().map(Bill::creditorId).distinct().toList();
    }

    /** Everything once, in the order in which an honest ERP would say it. */
    List<Notice> notices() {
        return notices.stream()
                .sorted(java.util.Comparator.comparing(Notice::on))
                .toList();
    }

    /**
     * What is published before the clock is moved to each of the days: shuffled among themselves, three of ten twice,
     * the repetition at once or on one of the next days.
     */
    Map<LocalDate, List<Notice>> chaos(List<LocalDate> days, Random dice) {
        Map<LocalDate, List<Notice>> byDay = new TreeMap<>();
        days.forEach(day -> byDay.put(day, new ArrayList<>()));
        for (Notice notice : notices) {
            int index = 0;
            while (index < days.size() - 1 && !days.get(index).isAfter(notice.on())) {
                index++;
            }
            byDay.get(days.get(index)).add(notice);
            if (dice.nextInt(10) < 3) {
                int again = dice.nextBoolean() ? index : Math.min(days.size() - 1, index + 1 + dice.nextInt(3));
                byDay.get(days.get(again)).add(notice);
            }
        }
        byDay.values().forEach(list -> Collections.shuffle(list, dice));
        return byDay;
    }

    private Fate fate() {
        int dice = random.nextInt(1000);
        int inTime = 1000 - DUNNED_PER_MILLE;
        int[] shares = {inTime, 0, 15, 10, 10, 20, 10, 15, 4, 3, 3};
        shares[1] = 1000 - java.util.Arrays.stream(shares).sum();
        for (int i = 0; i < shares.length; i++) {
            dice -= shares[i];
            if (dice < 0) {
                return Fate.values()[i];
            }
        }
        return Fate.PAID_IN_TIME;
    }

    private void addBill(String creditor, boolean danish, int index) {
        String number = "F-%05d".formatted(index);
        LocalDate issuedOn = first.plusDays(random.nextInt(ISSUING_DAYS));
        LocalDate dueOn = issuedOn.plusDays(8 + random.nextInt(3));
        BigDecimal total = amount(200 + random.nextInt(20_000), random.nextInt(100));
        String currency = danish ? "DKK" : "NOK";
        String email = "d" + index + "@" + creditor + ".example";
        Fate fate = fate();
        List<Money> payments = new ArrayList<>();
        BigDecimal credited = BigDecimal.ZERO.setScale(2);
        boolean consumer = random.nextInt(10) < 3;
        say(
                issuedOn,
                Erp.ISSUED,
                number,
                issued(creditor, number, issuedOn, dueOn, total, currency, email, danish, consumer, index));
        LocalDate inTime = issuedOn.plusDays(random.nextInt((int) (dueOn.toEpochDay() - issuedOn.toEpochDay())));
        BigDecimal part = total.multiply(new BigDecimal("0.4")).setScale(2, RoundingMode.DOWN);
        switch (fate) {
            case PAID_IN_TIME -> payments.add(pay(creditor, number, "P", total, currency, inTime, null));
            case NEVER_PAID -> {}
            case PAID_IN_PART -> payments.add(pay(creditor, number, "P", part, currency, inTime, null));
            case PAID_TOO_MUCH -> payments.add(pay(creditor, number, "P", total.add(part), currency, inTime, null));
            case PAID_TWICE -> {
                payments.add(pay(creditor, number, "P", total, currency, inTime, null));
                payments.add(pay(creditor, number, "Q", total, currency, dueOn.plusDays(random.nextInt(6)), null));
            }
            case PAID_LATE -> {
                LocalDate late = dueOn.plusDays(3 + random.nextInt(50));
                // More than any fee and interest: it settles whatever was added.
                payments.add(pay(creditor, number, "P", total.add(new BigDecimal("3000.00")), currency, late, null));
            }
            case PAID_IN_TWO -> {
                payments.add(pay(creditor, number, "P", part, currency, inTime, null));
                payments.add(pay(creditor, number, "Q", total.subtract(part), currency, inTime, null));
            }
            case REVERSED -> payments.add(pay(creditor, number, "P", total, currency, inTime, dueOn.plusDays(2)));
            case CREDITED_IN_PART -> {
                credited = part;
                credit(creditor, number, part, currency, inTime);
                payments.add(pay(creditor, number, "P", total.subtract(part), currency, inTime, null));
            }
            case CREDITED -> {
                credited = total;
                credit(creditor, number, total, currency, inTime);
            }
            case CANCELLED ->
                say(
                        inTime,
                        Erp.CANCELLED,
                        number,
                        Map.of("creditorId", creditor, "invoiceNumber", number, "cancelledOn", inTime.toString()));
        }
        bills.add(new Bill(creditor, number, issuedOn, dueOn, total, currency, email, fate, payments, credited));
    }

    private static Map<String, Object> issued(
            String creditor,
            String number,
            LocalDate issuedOn,
            LocalDate dueOn,
            BigDecimal total,
            String currency,
            String email,
            boolean danish,
            boolean consumer,
            int index) {
        var debtor = new LinkedHashMap<String, Object>();
        debtor.put("number", "C-" + index);
        debtor.put("name", "Debtor " + index);
        debtor.put("kind", consumer ? "consumer" : "business");
        debtor.put("country", danish ? "DK" : "NO");
        debtor.put("email", email);
        var invoice = new LinkedHashMap<String, Object>();
        invoice.put("creditorId", creditor);
        invoice.put("invoiceNumber", number);
        invoice.put("issuedOn", issuedOn.toString());
        invoice.put("dueOn", dueOn.toString());
        invoice.put("total", money(total, currency));
        invoice.put("paymentReference", reference(number));
        invoice.put("debtor", debtor);
        return invoice;
    }

    private void credit(String creditor, String number, BigDecimal amount, String currency, LocalDate on) {
        say(
                on,
                Erp.CREDITED,
                number,
                Map.of(
                        "creditorId",
                        creditor,
                        "creditNoteNumber",
                        "K-" + number,
                        "invoiceNumber",
                        number,
                        "issuedOn",
                        on.toString(),
                        "amount",
                        money(amount, currency)));
    }

    /** Half of the payers give the reference, the others the invoice number. */
    private Money pay(
            String creditor,
            String number,
            String prefix,
            BigDecimal amount,
            String currency,
            LocalDate on,
            @Nullable LocalDate reversedOn) {
        String id = prefix + "-" + number;
        var payment = new LinkedHashMap<String, Object>();
        payment.put("creditorId", creditor);
        payment.put("paymentId", id);
        payment.put("bookedOn", on.toString());
        payment.put("amount", money(amount, currency));
        if (random.nextBoolean()) {
            payment.put("paymentReference", reference(number));
        } else {
            payment.put("invoiceNumber", number);
        }
        say(on, Erp.PAID, id, payment);
        if (reversedOn != null) {
            say(
                    reversedOn,
                    Erp.REVERSED,
                    id,
                    Map.of("creditorId", creditor, "paymentId", id, "reversedOn", reversedOn.toString()));
        }
        return new Money(creditor, id, amount, currency, reversedOn);
    }

    private void addStray(String creditor, boolean danish, int index) {
        String currency = danish ? "DKK" : "NOK";
        BigDecimal amount = amount(50 + random.nextInt(5000), random.nextInt(100));
        String id = "S-" + index;
        LocalDate on = first.plusDays(random.nextInt(20));
        say(
                on,
                Erp.PAID,
                id,
                Map.of(
                        "creditorId",
                        creditor,
                        "paymentId",
                        id,
                        "bookedOn",
                        on.toString(),
                        "amount",
                        money(amount, currency),
                        "paymentReference",
                        "999" + index));
        strays.add(new Money(creditor, id, amount, currency, null));
    }

    private void say(LocalDate on, String type, String key, Object body) {
        notices.add(Notice.of(on, type, key, body, random));
    }

    static String reference(String number) {
        return "77" + number.replaceAll("\\D", "");
    }

    static Map<String, String> money(BigDecimal amount, String currency) {
        return Map.of("amount", amount.toPlainString(), "currency", currency);
    }

    private static BigDecimal amount(int whole, int hundredths) {
        return BigDecimal.valueOf(whole * 100L + hundredths, 2);
    }
}
