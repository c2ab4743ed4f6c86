package io.rykker.stack.cli;

import io.rykker.stack.Contract;
import io.rykker.stack.Publisher;
import io.rykker.stack.Root;
import io.rykker.stack.Stack;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rykker publish}. */
@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        description = "Publishes events to their topic on Kafka, with CloudEvents headers, the way an ERP does.",
        footer = {
            "",
            "A file holds one event or an array of them, and is named after its type as in deploy/contracts:",
            "inbound-invoice-issued-4711.json. Example: rykker publish"
                    + " deploy/contracts/examples/inbound-invoice-issued.v1.full.json"
        })
final class PublishCommand implements Runnable {

    @Mixin
    private final DataFolder data = new DataFolder();

    @Parameters(arity = "1..*", paramLabel = "EVENT.json", description = "One or more files.")
    private List<Path> files = List.of();

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "The event type, whole or short: rykker.inbound.InvoiceIssued.v1 or InvoiceIssued.")
    private @Nullable String told;

    @Option(names = "--key", description = "The record's key. Default: the id of what the event is about.")
    private @Nullable String key;

    @Override
    public void run() {
        Contract contract = Contract.read(Root.folder().resolve("deploy/contracts"));
        List<EventFile> read =
                files.stream().map(file -> EventFile.read(file, contract, told)).toList();
        try (Stack stack = data.openExisting();
                var publisher = new Publisher(stack.bootstrapServers())) {
            for (EventFile file : read) {
                for (byte[] event : file.events()) {
                    Publisher.Receipt receipt = key == null
                            ? publisher.publish(file.type(), event)
                            : publisher.publish(file.type(), key, event);
                    publisher.flush();
                    System.out.println(file.type() + " -> " + receipt.topic() + " key " + receipt.key() + " id "
                            + receipt.id() + " traceparent " + receipt.traceparent());
                }
            }
        }
    }
}
