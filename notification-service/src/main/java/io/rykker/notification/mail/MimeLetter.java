package io.rykker.notification.mail;

import io.rykker.notification.letters.Letter;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.Enumeration;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.util.QPEncoderStream;
import org.jspecify.annotations.Nullable;

/**
 * A letter in the form in which it travels: plain text and HTML of the same words. All of it is written before anything
 * is sent, so that nothing can go wrong with it halfway; and by hand, because the library looks for its encoders on the
 * class path anew with each part, which costs more than the whole rest of a letter.
 */
final class MimeLetter extends MimeMessage {

    private static final Pattern NOT_IN_A_NAME = Pattern.compile("[\\p{Cntrl}\"\\\\<>@,;:()\\[\\]]+");
    private static final String UTF_8 = "UTF-8";
    private static final int USUAL_SIZE = 8192;

    private final byte[] whole;

    private MimeLetter(Envelope envelope, String from, Session session) throws MessagingException {
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
        setHeader("MIME-Version", "1.0");
        // Quoted-printable has no underscore after an equals sign: this stands in no part.
        String boundary = "=_" + envelope.reminderId();
        setHeader("Content-Type", "multipart/alternative;\r\n boundary=\"" + boundary + "\"");
        this.whole = write(getAllHeaderLines(), boundary, envelope.letter());
    }

    static MimeLetter of(Envelope envelope, String from, Session session) throws MessagingException {
        return new MimeLetter(envelope, from, session);
    }

    private static byte[] write(Enumeration<String> headers, String boundary, Letter letter) {
        var out = new ByteArrayOutputStream(USUAL_SIZE);
        while (headers.hasMoreElements()) {
            line(out, headers.nextElement());
        }
        part(out, boundary, "plain", letter.text());
        part(out, boundary, "html", letter.html());
        line(out, "\r\n--" + boundary + "--");
        return out.toByteArray();
    }

    private static void part(ByteArrayOutputStream out, String boundary, String kind, String text) {
        line(out, "\r\n--" + boundary);
        line(out, "Content-Type: text/" + kind + "; charset=utf-8");
        line(out, "Content-Transfer-Encoding: quoted-printable\r\n");
        var encoder = new QPEncoderStream(out);
        try {
            encoder.write(text.getBytes(StandardCharsets.UTF_8));
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void line(ByteArrayOutputStream out, String line) {
        out.writeBytes((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

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
