package io.rykker.payment.bank;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A small piece of XML in memory: one transaction, one balance, one account. Namespaces do not count within a file. */
final class Node {

    private final String name;
    private final @Nullable String currency;
    private final List<Node> children = new ArrayList<>();
    private String text = "";

    Node(String name, @Nullable String currency) {
        this.name = name;
        this.currency = currency;
    }

    void add(Node child) {
        children.add(child);
    }

    void text(String characters) {
        text = characters;
    }

    String name() {
        return name;
    }

    /** The attribute {@code Ccy} of an amount. */
    @Nullable
    String currency() {
        return currency;
    }

    /** The first element on the path, or null. */
    @Nullable
    Node at(String... path) {
        Node node = this;
        for (String step : path) {
            node = node.children.stream()
                    .filter(child -> child.name.equals(step))
                    .findFirst()
                    .orElse(null);
            if (node == null) {
                return null;
            }
        }
        return node;
    }

    /** The text on the path without blanks around it; null when there is none, or when it is empty. */
    @Nullable
    String textAt(String... path) {
        Node node = at(path);
        return node == null || node.text.isBlank() ? null : node.text.strip();
    }

    /** Every element of the name, at any depth. */
    Stream<Node> all(String wanted) {
        return Stream.concat(
                name.equals(wanted) ? Stream.of(this) : Stream.empty(),
                children.stream().flatMap(child -> child.all(wanted)));
    }

    String text() {
        return text.strip();
    }
}
