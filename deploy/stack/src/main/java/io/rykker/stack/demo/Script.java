package io.rykker.stack.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What is played: two creditors, their customers and invoices, and what the world does on which day. */
record Script(Map<String, Creditor> creditors, List<Invoice> invoices, List<Happening> happenings) {

    /** A creditor as it is registered. */
    record Creditor(String id, JsonNode registration) {

        String country() {
            return registration.path("country").asText();
        }

        String currency() {
            return registration.path("currency").asText();
        }

        String name() {
            return registration.path("name").asText();
        }

        String account(String scheme) {
            for (JsonNode account : registration.path("accounts")) {
                if (account.path("scheme").asText().equals(scheme)) {
                    return account.path("id").asText();
                }
            }
            throw new IllegalStateException(id + " has no account of scheme " + scheme);
        }
    }

    record Customer(
            String creditor,
            String number,
            String kind,
            String name,
            String email,
            String phone,
            String street,
            String postcode,
            String city,
            String country,
            String language,
            String registration) {}

    /** @param asUbl sent as a UBL document, else as an event on the ERP topic */
    record Invoice(
            Creditor creditor,
            String number,
            boolean asUbl,
            Customer customer,
            LocalDate issued,
            LocalDate due,
            BigDecimal total) {

        /** The contract's id: name-based, of creditor and number. */
        String id() {
            return UUID.nameUUIDFromBytes((creditor.id() + "|" + number).getBytes(StandardCharsets.UTF_8))
                    .toString();
        }

        String reference() {
            String digits = number.replaceAll("[^0-9]", "");
            return creditor.country().equals("DK") ? References.fik(digits) : References.kid(digits);
        }

        String currency() {
            return creditor.currency();
        }
    }

    /** @param day a date, or {@code esc+N}: so many days after the case went to the agency */
    record Happening(String day, String creditor, String what, String invoice, String amount, String note) {

        boolean isOn(LocalDate today) {
            return !day.startsWith("esc") && LocalDate.parse(day).equals(today);
        }

        /** True for what waits until so many days after this escalation. */
        boolean isOn(LocalDate today, LocalDate escalated) {
            return day.startsWith("esc+")
                    && escalated.plusDays(Integer.parseInt(day.substring(4))).equals(today);
        }
    }

    static Script read() {
        var creditors = new LinkedHashMap<String, Creditor>();
        for (String id : List.of("dk-nordlys", "no-fjord")) {
            creditors.put(id, new Creditor(id, json("creditor-" + id + ".json")));
        }
        var customers = new LinkedHashMap<String, Customer>();
        for (String[] f : rows("customers.csv", 12)) {
            customers.put(
                    f[0] + f[1],
                    new Customer(f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7], f[8], f[9], f[10], f[11]));
        }
        List<Invoice> invoices = rows("invoices.csv", 7).stream()
                .map(f -> new Invoice(
                        known(creditors, f[0]),
                        f[1],
                        f[2].equals("ubl"),
                        known(customers, f[0] + f[3]),
                        LocalDate.parse(f[4]),
                        LocalDate.parse(f[5]),
                        new BigDecimal(f[6])))
                .toList();
        List<Happening> happenings = rows("happenings.csv", 6).stream()
                .map(f -> new Happening(f[0], f[1], f[2], f[3], f[4], f[5]))
                .toList();
        return new Script(creditors, invoices, happenings);
    }

    Creditor creditor(String id) {
        return known(creditors, id);
    }

    Invoice invoice(String creditor, String number) {
        return invoices.stream()
                .filter(invoice -> invoice.creditor().id().equals(creditor)
                        && invoice.number().equals(number))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the script has no invoice " + creditor + " " + number));
    }

    private static <T> T known(Map<String, T> map, String key) {
        T value = map.get(key);
        if (value == null) {
            throw new IllegalStateException("the script names " + key + ", which is not in it");
        }
        return value;
    }

    private static List<String[]> rows(String name, int columns) {
        return text(name)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .skip(1)
                .map(line -> line.split(";", -1))
                .peek(fields -> {
                    if (fields.length != columns) {
                        throw new IllegalStateException(
                                name + ": " + columns + " columns expected in " + Arrays.toString(fields));
                    }
                })
                .toList();
    }

    private static JsonNode json(String name) {
        try {
            return new ObjectMapper().readTree(text(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String name) {
        try (InputStream in = Script.class.getResourceAsStream("/demo/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the resource demo/" + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
