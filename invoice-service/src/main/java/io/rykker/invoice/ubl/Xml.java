package io.rykker.invoice.ubl;

import io.rykker.invoice.messaging.Unreadable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;
import javax.xml.transform.stax.StAXSource;
import javax.xml.validation.Schema;
import javax.xml.validation.Validator;
import org.jspecify.annotations.Nullable;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * The only place where XML is parsed. The parser knows no DOCTYPE and no entity, fetches nothing, and stops at limits
 * that no invoice comes near; both the reading and the check against the schema go through it.
 */
final class Xml {

    static final int MANY_BYTES = 50 * 1024 * 1024;
    static final int MANY_ELEMENTS = 200_000;
    static final int DEEP = 50;
    private static final int LONG_TEXT = 100_000;
    private static final int LONG_MESSAGE = 400;
    private static final String CBC = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";
    private static final String CAC = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2";
    private static final String EXT = "urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2";

    /** What can be long and is never asked for: read past, within the limits, and not kept. */
    private static final Set<String> NOT_KEPT =
            Set.of("cac:InvoiceLine", "cac:CreditNoteLine", "cac:AdditionalDocumentReference", "ext:UBLExtensions");

    private Xml() {}

    /**
     * Reads a document.
     *
     * @param rootCheck hears namespace and name of the root before anything else is looked at, and may refuse it
     */
    static Element read(byte[] body, BiConsumer<String, String> rootCheck) {
        if (body.length > MANY_BYTES) {
            throw new Unreadable.TooLarge(
                    "the document has " + body.length + " bytes, at most " + MANY_BYTES + " are taken");
        }
        if (body.length == 0) {
            throw new Unreadable("", "the body is empty; a UBL 2.1 Invoice or CreditNote is expected");
        }
        try {
            return read(open(body), rootCheck);
        } catch (XMLStreamException e) {
            throw malformed(e);
        }
    }

    private static Element read(XMLStreamReader reader, BiConsumer<String, String> rootCheck)
            throws XMLStreamException {
        var reading = new Reading();
        boolean hasDoctype = false;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD -> hasDoctype = true;
                case XMLStreamConstants.START_ELEMENT -> {
                    if (reading.root == null) {
                        rootCheck.accept(String.valueOf(reader.getNamespaceURI()), reader.getLocalName());
                        refuse(hasDoctype, "the document has a DOCTYPE, which no UBL document needs; remove it");
                    }
                    reading.start(reader);
                }
                case XMLStreamConstants.END_ELEMENT -> reading.end();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> reading.text(reader.getText());
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    refuse(true, "the document refers to the entity " + reader.getLocalName() + "; none is allowed");
                default -> {}
            }
        }
        if (reading.root == null) {
            throw new Unreadable("", "the body is not well-formed XML: it has no element");
        }
        return reading.root;
    }

    /** The tree as far as it has been read, and the limits. */
    private static final class Reading {

        private final Deque<Element> open = new ArrayDeque<>();
        private final StringBuilder text = new StringBuilder();
        private @Nullable Element root;
        private int elements;
        private int pastDepth;

        void start(XMLStreamReader reader) {
            elements++;
            refuse(elements > MANY_ELEMENTS, "the document has more than " + MANY_ELEMENTS + " elements");
            refuse(open.size() + pastDepth >= DEEP, "the document is more than " + DEEP + " elements deep");
            text.setLength(0);
            String name = name(reader);
            if (pastDepth > 0 || NOT_KEPT.contains(name)) {
                pastDepth++;
                return;
            }
            var element = new Element(name, open.peek(), attributes(reader));
            if (root == null) {
                root = element;
            }
            open.push(element);
        }

        void end() {
            if (pastDepth > 0) {
                pastDepth--;
            } else {
                open.pop().close(text.toString().strip());
            }
            text.setLength(0);
        }

        void text(String more) {
            if (pastDepth == 0) {
                refuse(text.length() + more.length() > LONG_TEXT, "the document has a text beyond all measure");
                text.append(more);
            }
        }
    }

    /** Checks the document against its schema; refuses with the place of the first error. */
    static void validate(byte[] body, Schema schema) {
        var error = new FirstError();
        try {
            error.reader = new PathReader(open(body));
            Validator validator = schema.newValidator();
            validator.setErrorHandler(error);
            validator.validate(new StAXSource(error.reader));
        } catch (XMLStreamException e) {
            throw malformed(e);
        } catch (SAXException | IOException e) {
            throw error.refusal == null
                    ? new Unreadable("", "the document cannot be checked against its schema: " + e.getMessage())
                    : error.refusal;
        }
    }

    /** Knows where in the document it is. */
    private static final class PathReader extends StreamReaderDelegate {

        private final Deque<String> open = new ArrayDeque<>();
        private boolean isAtEnd;

        PathReader(XMLStreamReader reader) {
            super(reader);
        }

        @Override
        public int next() throws XMLStreamException {
            if (isAtEnd) {
                open.removeLast();
            }
            int event = super.next();
            isAtEnd = event == XMLStreamConstants.END_ELEMENT;
            if (event == XMLStreamConstants.START_ELEMENT) {
                open.addLast(name(getParent()));
            }
            return event;
        }

        String path() {
            return "/" + String.join("/", open);
        }

        int line() {
            return getLocation().getLineNumber();
        }
    }

    /** Remembers where the reader stood at the first error, and stops there. */
    private static final class FirstError implements ErrorHandler {

        private @Nullable PathReader reader;
        private @Nullable Unreadable refusal;

        @Override
        public void warning(SAXParseException e) {}

        @Override
        public void error(SAXParseException e) throws SAXException {
            if (refusal == null && reader != null) {
                String message = String.valueOf(e.getMessage()).replaceAll("\"urn:[^\"]*\":", "");
                refusal = new Unreadable(
                        reader.path(),
                        "breaks the UBL 2.1 schema at line " + reader.line() + ": "
                                + message.substring(0, Math.min(message.length(), LONG_MESSAGE)));
            }
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            error(e);
        }
    }

    private static XMLStreamReader open(byte[] body) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setXMLResolver((_, systemId, _, _) -> {
            throw new XMLStreamException("nothing is fetched, not " + systemId + " either");
        });
        return factory.createXMLStreamReader(new ByteArrayInputStream(body));
    }

    private static Unreadable malformed(XMLStreamException e) {
        String message = String.valueOf(e.getMessage());
        String last = message.substring(message.lastIndexOf("Message: ") + 1).replace("essage: ", "");
        var where = e.getLocation();
        return new Unreadable(
                "",
                "the body is not well-formed XML: " + last.substring(0, Math.min(last.length(), LONG_MESSAGE))
                        + (where == null
                                ? ""
                                : " at line " + where.getLineNumber() + ", column " + where.getColumnNumber()));
    }

    private static String name(XMLStreamReader reader) {
        String local = reader.getLocalName();
        return switch (String.valueOf(reader.getNamespaceURI())) {
            case CBC -> "cbc:" + local;
            case CAC -> "cac:" + local;
            case EXT -> "ext:" + local;
            default -> local;
        };
    }

    private static Map<String, String> attributes(XMLStreamReader reader) {
        if (reader.getAttributeCount() == 0) {
            return Map.of();
        }
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(
                    reader.getAttributeLocalName(i), reader.getAttributeValue(i).strip());
        }
        return attributes;
    }

    private static void refuse(boolean isBad, String why) {
        if (isBad) {
            throw new Unreadable("", why);
        }
    }
}
