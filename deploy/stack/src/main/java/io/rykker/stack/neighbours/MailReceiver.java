package io.rykker.stack.neighbours;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/**
 * An SMTP server that keeps every mail as one {@code .eml} file, whole and under its name before it answers 250: whoever
 * kills this process, or all of them, loses no mail that was accepted. It does not wait for the disk, so a machine that
 * loses its power may. Addresses at {@code dead.example} do not exist and are refused with 550.
 */
final class MailReceiver {

    private static final String DEAD = "@dead.example";
    private static final int LARGEST = 10 * 1024 * 1024;

    private final Path folder;
    private final SMTPServer server;
    private final AtomicInteger count = new AtomicInteger();

    MailReceiver(Path folder, int port) {
        this.folder = folder;
        this.server = SMTPServer.port(port)
                .hostName("localhost")
                .bindAddress(java.net.InetAddress.getLoopbackAddress())
                .hideTLS()
                .maxMessageSize(LARGEST)
                .messageHandlerFactory(_ -> new Letterbox())
                .build();
    }

    void start() {
        server.start();
    }

    /** One mail on its way in. */
    private final class Letterbox implements MessageHandler {

        @Override
        public void from(String sender) {}

        @Override
        public void recipient(String address) throws RejectException {
            if (address.toLowerCase(Locale.ROOT).endsWith(DEAD)) {
                throw new RejectException(550, "5.1.1 no such mailbox");
            }
        }

        @Override
        public String data(InputStream content) throws IOException {
            byte[] mail = content.readAllBytes();
            // The wall clock and a count: names sort in the order of arrival, also over a restart of this process.
            String name = "%013d-%05d.eml".formatted(System.currentTimeMillis(), count.incrementAndGet());
            Path draft = Files.write(folder.resolve("." + name + ".part"), mail);
            Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            return "2.0.0 kept as " + name;
        }

        @Override
        public void done() {}
    }
}
