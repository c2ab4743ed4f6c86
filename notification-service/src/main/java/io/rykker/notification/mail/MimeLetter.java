package io.rykker.notification.mail;

import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.OutputStream;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.util.MailStreamProvider;
import org.jspecify.annotations.Nullable;

/**
 * A letter in the form in which it travels: plain text and HTML of the same words. All of it is written before anything
 * is sent, so that nothing can go wrong with it halfway.
 */
final class MimeLetter extends MimeMessage {

    private static final Pattern NOT_IN_A_NAME = Pattern.compile("[\\p{Cntrl}\"\\\\<>@,;:()\\[\\]]+");
    private static final String UTF_8 = "UTF-8";
    private static final int USUAL_SIZE = 8192;

    static {
        // Otherwise the library looks for it on the class path anew with each part, which costs more than all the rest.
        System.setProperty("jakarta.mail.util.StreamProvider", MailStreamProvider.class.getName());
    }

    private final byte[] whole;

    private MimeLetter(Envelope envelope, String from, Session session) throws MessagingException, IOException {
        super(session);
        setFrom(address(from, name(envelope.senderName())));
        setRecipient(RecipientType.TO, address(envelope.to(), null));
        if (envelope.replyTo() != null) {
            setReplyTo(new InternetAddress[] {address(envelope.replyTo(), null)});
        }
        setSubject(envelope.letter().subject(), UTF_8);
        setHeader("Message-ID", envelope.messageId());
        setHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(envelope.date()));
        setHeader("Auto-Submitted", "auto-generated");
        setHeader("X-Rykker-Reminder", envelope.reminderId().toString());
        setContent(new MimeMultipart(
                "alternative",
                part("plain", envelope.letter().text()),
                part("html", envelope.letter().html())));
        saveChanges();
        // The encoder hands on byte by byte, and the one of the JDK takes a lock for each.
        try (var out = new ByteArrayBuilder(USUAL_SIZE)) {
            super.writeTo(out, null);
            this.whole = out.toByteArray();
        }
    }

    static MimeLetter of(Envelope envelope, String from, Session session) throws MessagingException {
        try {
            return new MimeLetter(envelope, from, session);
        } catch (IOException e) {
            throw new MessagingException("the letter cannot be written", e);
        }
    }

    private static MimeBodyPart part(String kind, String text) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(text, UTF_8, kind);
        part.setHeader("Content-Transfer-Encoding", "quoted-printable");
        return part;
    }

    /** The one that was noted before anything was sent stays. */
    @Override
    protected void updateMessageID() {}

    /** Only an address that {@link io.rykker.notification.domain.Channel} calls one gets here: nothing is left to parse. */
    private static InternetAddress address(String address, @Nullable String name) throws MessagingException {
        var whole = new InternetAddress();
        whole.setAddress(address);
        try {
            whole.setPersonal(name, UTF_8);
        } catch (IOException e) {
            throw new MessagingException("no UTF-8", e);
        }
        return whole;
    }

    /** A name in front of an address can break out of it: what could is a space. */
    static String name(String name) {
        String plain = NOT_IN_A_NAME.matcher(name).replaceAll(" ").strip();
        return plain.isEmpty() ? "-" : plain;
    }

    @Override
    public void writeTo(OutputStream out, String[] withoutHeaders) throws IOException {
        out.write(whole);
    }
}
