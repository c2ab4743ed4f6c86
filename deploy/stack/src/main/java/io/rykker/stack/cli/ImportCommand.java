package io.rykker.stack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.rykker.stack.Api;
import io.rykker.stack.Contract;
import io.rykker.stack.Publisher;
import io.rykker.stack.Root;
import io.rykker.stack.Service;
import io.rykker.stack.Stack;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rykker import}. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Hands files to the service that they are for, told by their content.",
        footer = {
            "",
            "UBL Invoice and CreditNote (XML)    to invoice-service",
            "camt.053 and camt.054 (XML)         to payment-service",
            "a creditor (JSON, with timeZone)    to invoice-service",
            "an event (JSON, see rykker publish) to its topic",
            "A folder stands for the files in it. Exit code 1 when any file was refused."
        })
final class ImportCommand implements Callable<Integer> {

    @Mixin
    private final DataFolder data = new DataFolder();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files or folders.")
    private List<Path> files = List.of();

    @Option(
            names = "--creditor",
            paramLabel = "ID",
            description = "The creditor of UBL documents. Default: the one that the supplier in the document is.")
    private @Nullable String creditor;

    @Override
    public Integer call() {
        List<Path> all = expand();
        int refused = 0;
        try (Stack stack = data.openRunning()) {
            for (int i = 0; i < all.size(); i++) {
                String result;
                try {
                    result = take(stack, all.get(i));
                } catch (Refused | IllegalArgumentException e) {
                    refused++;
                    result = "REFUSED: " + e.getMessage();
                }
                System.out.printf("[%d/%d] %s: %s%n", i + 1, all.size(), all.get(i), result);
            }
        }
        if (refused > 0) {
            System.err.println("rykker import: " + refused + " of " + all.size() + " files were refused, see above");
        }
        return refused == 0 ? 0 : 1;
    }

    private static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Refused(Api.Answer answer) {
            super(answer.inWords());
        }
    }

    private List<Path> expand() {
        List<Path> all = new ArrayList<>();
        for (Path file : files) {
            if (!Files.isDirectory(file)) {
                all.add(file);
                continue;
            }
            try (Stream<Path> inside = Files.walk(file)) {
                inside.filter(Files::isRegularFile)
                        .filter(f -> f.toString().matches(".*\\.(xml|json)"))
                        .sorted()
                        .forEach(all::add);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
            }
        }
        return all;
    }

    private String take(Stack stack, Path file) {
        byte[] content = EventFile.bytes(file);
        return looksLikeXml(content) ? takeXml(stack, content) : takeJson(stack, file, content);
    }

    private static boolean looksLikeXml(byte[] content) {
        String start = new String(content, 0, Math.min(content.length, 200), StandardCharsets.UTF_8);
        return start.replace("\uFEFF", "").stripLeading().startsWith("<");
    }

    private String takeXml(Stack stack, byte[] content) {
        QName root = root(content);
        if (root.getLocalPart().equals("Invoice") || root.getLocalPart().equals("CreditNote")) {
            String query = creditor == null ? "" : "?creditorId=" + URLEncoder.encode(creditor, StandardCharsets.UTF_8);
            Api.Answer answer = good(stack.api(Service.INVOICE, "erp").postXml("/documents" + query, content));
            return root.getLocalPart() + (answer.status() == 201 ? " taken " : " known already ") + answer.body();
        }
        if (root.getNamespaceURI().contains(":camt.")) {
            return "bank file taken "
                    + good(stack.api(Service.PAYMENT, "ops").postXml("/bank-files", content))
                            .body();
        }
        throw new IllegalArgumentException("<" + root.getLocalPart() + "> in the namespace " + root.getNamespaceURI()
                + " is neither a UBL invoice or credit note nor a camt file");
    }

    /** Reads no further than the root element; a document type declaration is not followed. */
    static QName root(byte[] content) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            var reader = factory.createXMLStreamReader(new ByteArrayInputStream(content));
            while (reader.hasNext()) {
                if (reader.next() == javax.xml.stream.XMLStreamConstants.START_ELEMENT) {
                    return reader.getName();
                }
            }
            throw new IllegalArgumentException("no XML element in it");
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException(
                    "not well-formed XML, line " + e.getLocation().getLineNumber(), e);
        }
    }

    private String takeJson(Stack stack, Path file, byte[] content) {
        JsonNode json = EventFile.json(file, content);
        if (json.has("timeZone") && json.has("creditorId")) {
            String id = json.path("creditorId").asText();
            return "creditor "
                    + good(stack.api(Service.INVOICE, "admin").put("/creditors/" + id, content))
                            .body();
        }
        EventFile events = EventFile.read(file, Contract.read(Root.folder().resolve("deploy/contracts")), null);
        try (var publisher = new Publisher(stack.bootstrapServers())) {
            events.events().forEach(event -> {
                var _ = publisher.publish(events.type(), event);
            });
            publisher.flush();
        }
        return events.events().size() + " " + events.type() + " published";
    }

    private static Api.Answer good(Api.Answer answer) {
        if (!answer.isGood()) {
            throw new Refused(answer);
        }
        return answer;
    }
}
