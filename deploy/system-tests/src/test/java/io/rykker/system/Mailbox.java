package io.rykker.system;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What debtors received, by the files of the mail server. */
final class Mailbox {

    private final Path folder;
    private final Map<Path, Mail> read = new TreeMap<>();

    Mailbox(Path folder) {
        this.folder = folder;
    }

    /** One mail that the mail server accepted. */
    record Mail(Path file, String messageId, String reminderId, String to, String subject, String text) {}

    /** All mails in their order of arrival. */
    synchronized List<Mail> all() {
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(".eml"))
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .forEach(file -> read.computeIfAbsent(file, Mailbox::parse));
            return List.copyOf(read.values());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Mail> to(String address) {
        return all().stream().filter(mail -> mail.to().contains(address)).toList();
    }

    private static Mail parse(Path file) {
        try (var in = Files.newInputStream(file)) {
            var message = new MimeMessage(null, in);
            return new Mail(
                    file,
                    header(message, "Message-ID"),
                    header(message, "X-Rykker-Reminder"),
                    header(message, "To"),
                    String.valueOf(message.getSubject()),
                    plainText(message));
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException("unreadable mail " + file, e);
        }
    }

    private static String header(MimeMessage message, String name) throws MessagingException {
        String value = message.getHeader(name, ",");
        return value == null ? "" : value.trim();
    }

    private static String plainText(Part part) throws IOException, MessagingException {
        if (part.isMimeType("text/plain")) {
            return String.valueOf(part.getContent());
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart each = parts.getBodyPart(i);
                String text = plainText(each);
                if (!text.isEmpty()) {
                    return text;
                }
            }
        }
        return "";
    }
}
