package io.rykker.payment.bank;

import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The only way in which this service reads XML: as a stream, without document types, without entities of the file's own,
 * without fetching anything, and no deeper or longer than a bank file has any reason to be.
 */
final class XmlStream implements AutoCloseable {

    private static final int DEEPEST = 64;
    private static final int MOST_ELEMENTS = 900_000;
    private static final int LONGEST_TEXT = 20_000;

    private final XMLStreamReader reader;
    private int elements;
    private int depth;

    XmlStream(InputStream bytes) {
        // The JDK's own parser by name, so that no other one on the class path decides what is safe.
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("external entities are not read");
        });
        try {
            this.reader = factory.createXMLStreamReader(bytes);
        } catch (XMLStreamException e) {
            throw notXml(e);
        }
    }

    /** Moves to the next start of an element below the present one; false at the present one's end. */
    boolean nextChild() {
        while (true) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    return true;
                }
                case XMLStreamConstants.END_ELEMENT, XMLStreamConstants.END_DOCUMENT -> {
                    return false;
                }
                default -> {}
            }
        }
    }

    String name() {
        return reader.getLocalName();
    }

    String namespace() {
        String uri = reader.getNamespaceURI();
        return uri == null ? "" : uri;
    }

    /** Reads the present element whole. */
    Node take() {
        var node = new Node(name(), reader.getAttributeValue(null, "Ccy"));
        var text = new StringBuilder();
        while (true) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> node.add(take());
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> append(text);
                case XMLStreamConstants.END_ELEMENT -> {
                    node.text(text.toString());
                    return node;
                }
                default -> {}
            }
        }
    }

    /** Leaves the present element out. */
    void skip() {
        int open = 1;
        while (open > 0) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> open++;
                case XMLStreamConstants.END_ELEMENT -> open--;
                default -> {}
            }
        }
    }

    private void append(StringBuilder text) {
        if (text.length() + reader.getTextLength() > LONGEST_TEXT) {
            throw RefusedFile.because("a text in line " + line() + " is longer than " + LONGEST_TEXT + " characters");
        }
        text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
    }

    private int next() {
        int event;
        try {
            event = reader.next();
        } catch (XMLStreamException e) {
            throw notXml(e);
        }
        switch (event) {
            case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_DECLARATION, XMLStreamConstants.ENTITY_REFERENCE ->
                throw RefusedFile.because("document types and entities are not read; a bank file has neither");
            case XMLStreamConstants.START_ELEMENT -> enter();
            case XMLStreamConstants.END_ELEMENT -> depth--;
            default -> {}
        }
        return event;
    }

    private void enter() {
        if (++elements > MOST_ELEMENTS) {
            throw RefusedFile.tooLarge("more than " + MOST_ELEMENTS + " elements; send the file in parts");
        }
        if (++depth > DEEPEST) {
            throw RefusedFile.because("elements are nested deeper than " + DEEPEST + " in line " + line());
        }
    }

    int line() {
        return reader.getLocation().getLineNumber();
    }

    private static RuntimeException notXml(XMLStreamException e) {
        for (Throwable cause = e; cause != null; cause = nested(cause)) {
            if (cause instanceof LimitedStream.TooLong tooLong) {
                return RefusedFile.tooLarge(tooLong.why());
            }
        }
        int line = e.getLocation() == null ? 1 : e.getLocation().getLineNumber();
        return RefusedFile.because("not well-formed XML, line " + line);
    }

    private static @Nullable Throwable nested(Throwable e) {
        return e instanceof XMLStreamException xml && xml.getNestedException() != null
                ? xml.getNestedException()
                : e.getCause();
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (XMLStreamException e) {
            throw notXml(e);
        }
    }
}
