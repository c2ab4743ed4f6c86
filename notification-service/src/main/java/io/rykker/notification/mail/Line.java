package io.rykker.notification.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the mail server, open. It knows how far a letter came, for that decides what a failure means: before
 * the first byte of its content the server certainly does not have it, after that only an answer tells.
 */
final class Line extends SMTPTransport {

    private static final Pattern ANY_ADDRESS = Pattern.compile("\\S+@\\S+");
    private static final int LONGEST = 300;

    /** How far a letter came. */
    private enum Point {
        SENDER,
        RECIPIENT,
        DATA,
        CONTENT
    }

    /** What became of a try. */
    sealed interface Try {

        /** It is known how it went, or that it cannot be known. */
        record Ended(Outcome outcome) implements Try {}

        /** The line broke before anything of the letter was sent: another line may carry it. */
        record Broken(String why) implements Try {}
    }

    private Point point = Point.SENDER;

    Line(Session session) {
        super(session, null);
    }

    Try send(MimeLetter letter) {
        point = Point.SENDER;
        try {
            sendMessage(letter, letter.getAllRecipients());
            return new Try.Ended(new Outcome.Accepted());
        } catch (MessagingException e) {
            return isCut(e) ? cut(e) : answered(getLastReturnCode());
        } catch (RuntimeException e) {
            return cut(e);
        }
    }

    private static boolean isCut(MessagingException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    private Try cut(Exception failure) {
        return point == Point.CONTENT
                ? new Try.Ended(new Outcome.Lost(describe(failure)))
                : new Try.Broken(describe(failure));
    }

    /** Only an answer to the recipient or to the letter itself is about the debtor; the rest is our own trouble. */
    private Try answered(int code) {
        String said = plain(getLastServerResponse());
        boolean isAnswer = code >= 400 && code < 600;
        boolean isAboutTheLetter = point == Point.RECIPIENT || point == Point.CONTENT;
        if (!isAnswer) {
            return cut(new IOException("the mail server hung up"));
        }
        if (isAboutTheLetter && code >= 500) {
            return new Try.Ended(new Outcome.Bounced(said));
        }
        boolean isGoodbye = code == 421 && point != Point.CONTENT;
        return isGoodbye ? new Try.Broken(said) : new Try.Ended(new Outcome.Deferred(said));
    }

    @Override
    protected void rcptTo() throws MessagingException {
        point = Point.RECIPIENT;
        super.rcptTo();
    }

    @Override
    protected OutputStream data() throws MessagingException {
        point = Point.DATA;
        OutputStream content = super.data();
        point = Point.CONTENT;
        return new Whole(content);
    }

    /** Keeps a letter and the dot that ends it together: a flush between them would send the dot by itself. */
    private static final class Whole extends FilterOutputStream {

        Whole(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void flush() {}
    }

    static String describe(Exception failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return plain(root.getClass().getSimpleName() + ": " + root.getMessage());
    }

    /** What was said, without the debtor's address in it. */
    private static String plain(@Nullable String said) {
        String line = String.valueOf(said).replaceAll("\\p{Cntrl}+", " ").strip();
        String plain = ANY_ADDRESS.matcher(line).replaceAll("(address)");
        return plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
    }
}
