package io.rykker.notification.mail;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.rykker.notification.NotificationConfig;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.mail.SMTPException;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** Hands one e-mail to the mail server and says truly how it went: what is not certain is {@link Outcome.Lost}. */
@ApplicationScoped
public class Postbox {

    private static final Pattern NOT_IN_A_NAME = Pattern.compile("[\\p{Cntrl}\"\\\\<>@,;:()\\[\\]]+");
    private static final Pattern ANY_ADDRESS = Pattern.compile("\\S+@\\S+");
    private static final int LONGEST = 300;

    private final ReactiveMailer mailer;
    private final NotificationConfig config;

    Postbox(ReactiveMailer mailer, NotificationConfig config) {
        this.mailer = mailer;
        this.config = config;
    }

    public Uni<Outcome> send(Envelope envelope) {
        return mailer.send(mail(envelope))
                .<Outcome>map(_ -> new Outcome.Accepted())
                .ifNoItem()
                .after(config.patience())
                .fail()
                .onFailure()
                .recoverWithItem(Postbox::outcome);
    }

    private Mail mail(Envelope envelope) {
        Mail mail = new Mail()
                .addTo(envelope.to())
                .setFrom("\"" + name(envelope.senderName()) + "\" <" + config.from() + ">")
                .setSubject(envelope.letter().subject())
                .setText(envelope.letter().text())
                .setHtml(envelope.letter().html())
                .addHeader("Message-ID", envelope.messageId())
                .addHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(envelope.date()))
                .addHeader("Auto-Submitted", "auto-generated")
                .addHeader("X-Rykker-Reminder", envelope.reminderId().toString());
        return envelope.replyTo() == null ? mail : mail.setReplyTo(envelope.replyTo());
    }

    /** A name in front of an address can break out of it: what could is a space. */
    static String name(String name) {
        String plain = NOT_IN_A_NAME.matcher(name).replaceAll(" ").strip();
        return plain.isEmpty() ? "-" : plain;
    }

    /** Only an answer to the recipient or to the letter itself is about the debtor; the rest is our own trouble. */
    static Outcome outcome(Throwable failure) {
        return switch (failure) {
            case SMTPException smtp -> answered(smtp);
            case ConnectException e -> new Outcome.Deferred(describe(e));
            case UnknownHostException e -> new Outcome.Deferred(describe(e));
            case NoRouteToHostException e -> new Outcome.Deferred(describe(e));
            case TimeoutException _ -> new Outcome.Lost("the mail server did not answer in time");
            default -> new Outcome.Lost(describe(failure));
        };
    }

    private static Outcome answered(SMTPException smtp) {
        String phase = String.valueOf(smtp.getMessage());
        boolean aboutTheLetter = phase.startsWith("recipient address") || phase.startsWith("sending data");
        String why = describe(smtp);
        return aboutTheLetter && smtp.isPermanent() ? new Outcome.Bounced(why) : new Outcome.Deferred(why);
    }

    /** What the server said, without the debtor's address in it. */
    private static String describe(Throwable failure) {
        String said = failure instanceof SMTPException smtp && smtp.getReplyMessage() != null
                ? smtp.getReplyMessage()
                : failure.getClass().getSimpleName() + ": " + failure.getMessage();
        String plain = ANY_ADDRESS.matcher(said.replaceAll("\\p{Cntrl}+", " ")).replaceAll("(address)");
        return plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
    }
}
