package io.rykker.stack.cli;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rykker mail}. */
@Command(
        name = "mail",
        mixinStandardHelpOptions = true,
        description = "Lists the mails that the stack's mail receiver has taken, or shows one as its reader sees it.")
final class MailCommand implements Runnable {

    @Mixin
    private final DataFolder data = new DataFolder();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "NUMBER",
            description = "The number in the list, or last. Left out: the list.")
    private @Nullable String number;

    @Override
    public void run() {
        List<Path> mails = mails();
        try {
            if (number == null) {
                for (int i = 0; i < mails.size(); i++) {
                    System.out.println(line(i + 1, read(mails.get(i))));
                }
                System.out.println(mails.size() + " mails in " + folder());
            } else {
                show(mails.get(index(mails.size(), number)));
            }
        } catch (MessagingException e) {
            throw new IllegalStateException("a mail cannot be read: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the mails: " + e.getMessage(), e);
        }
    }

    private Path folder() {
        return data.path().resolve("mail");
    }

    private List<Path> mails() {
        if (!Files.isDirectory(folder())) {
            throw new IllegalStateException("there is no mail in " + folder() + "; start the stack: rykker up");
        }
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the mails: " + e.getMessage(), e);
        }
    }

    static int index(int count, String number) {
        int index = "last".equals(number) ? count : number.matches("[0-9]{1,7}") ? Integer.parseInt(number) : 0;
        if (index < 1 || index > count) {
            throw new IllegalArgumentException(
                    number + " is not the number of a mail; there are " + count + ", see rykker mail");
        }
        return index - 1;
    }

    private static MimeMessage read(Path file) throws IOException, MessagingException {
        try (InputStream in = Files.newInputStream(file)) {
            return new MimeMessage(Session.getInstance(new Properties()), in);
        }
    }

    private static String line(int number, MimeMessage mail) throws MessagingException {
        return "%4d  %-36s %s".formatted(number, to(mail), mail.getSubject());
    }

    private static String to(MimeMessage mail) throws MessagingException {
        return mail.getAllRecipients() == null
                ? ""
                : Arrays.stream(mail.getAllRecipients()).map(Object::toString).collect(Collectors.joining(", "));
    }

    private static void show(Path file) throws IOException, MessagingException {
        MimeMessage mail = read(file);
        System.out.println("To: " + to(mail));
        System.out.println("Subject: " + mail.getSubject());
        System.out.println("Message-ID: " + mail.getMessageID());
        System.out.println();
        System.out.println(text(mail));
        System.out.println("(" + file + ")");
    }

    /** The first plain text in it; the content as it is when there is none. */
    private static String text(Part part) throws MessagingException, IOException {
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart each = parts.getBodyPart(i);
                if (each.isMimeType("text/plain") || each.isMimeType("multipart/*")) {
                    return text(each);
                }
            }
            return text(parts.getBodyPart(0));
        }
        return String.valueOf(part.getContent());
    }
}
