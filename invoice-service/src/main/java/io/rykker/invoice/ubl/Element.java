package io.rykker.invoice.ubl;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One element of a document, with the usual prefixes of UBL ({@code cac}, {@code cbc}) whatever prefixes the document
 * itself uses. Knows its own path, so that a finding can say where it was made.
 */
final class Element {

    private final String name;
    private final String path;
    private final Map<String, String> attributes;
    private final List<Element> children = new ArrayList<>();
    private String text = "";

    Element(String name, @Nullable Element parent, Map<String, String> attributes) {
        this.name = name;
        this.path = (parent == null ? "" : parent.path) + "/" + name;
        this.attributes = attributes;
        if (parent != null) {
            parent.children.add(this);
        }
    }

    void close(String text) {
        this.text = text;
    }

    String name() {
        return name;
    }

    /** As an XPath without positions. */
    String path() {
        return path;
    }

    /** The path of a descendant, whether it is there or not. */
    String path(String below) {
        return path + "/" + below;
    }

    @Nullable
    String attribute(String attribute) {
        return attributes.get(attribute);
    }

    String text() {
        return text;
    }

    /** The text of the first such descendant that has one. */
    @Nullable
    String text(String below) {
        for (Element element : all(below)) {
            if (!element.text.isEmpty()) {
                return element.text;
            }
        }
        return null;
    }

    @Nullable
    Element first(String below) {
        List<Element> found = all(below);
        return found.isEmpty() ? null : found.getFirst();
    }

    /** All descendants by a path of names, in the order of the document. */
    List<Element> all(String below) {
        List<Element> found = List.of(this);
        for (String step : below.split("/", -1)) {
            found = found.stream()
                    .flatMap(element -> element.children.stream())
                    .filter(child -> child.name.equals(step))
                    .toList();
        }
        return found;
    }
}
