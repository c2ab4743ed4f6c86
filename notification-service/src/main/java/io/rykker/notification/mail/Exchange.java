package io.rykker.notification.mail;

import io.rykker.notification.NotificationConfig.Smtp;
import io.rykker.notification.NotificationConfig.StartTls;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Where lines to the mail server come from, all with the same settings. */
final class Exchange {

    private final Smtp smtp;
    private final Session session;

    /**
     * Nothing is opened yet.
     *
     * @param patience how long the server may take for one answer, and to take in what is sent
     */
    Exchange(Smtp smtp, Duration patience) {
        this.smtp = smtp;
        this.session = Session.getInstance(properties(smtp, patience));
    }

    /** A new line that the server has let in; fails saying why there is none. */
    Line open() throws MessagingException {
        var line = new Line(session);
        line.connect(
                smtp.host(),
                smtp.port(),
                smtp.user().orElse(null),
                smtp.password().orElse(null));
        return line;
    }

    Session session() {
        return session;
    }

    private static Properties properties(Smtp smtp, Duration patience) {
        String millis = String.valueOf(patience.toMillis());
        var properties = new Properties();
        properties.putAll(Map.ofEntries(
                Map.entry("mail.smtp.auth", String.valueOf(smtp.user().isPresent())),
                Map.entry("mail.smtp.ssl.enable", String.valueOf(smtp.tls())),
                Map.entry("mail.smtp.starttls.enable", String.valueOf(smtp.startTls() != StartTls.DISABLED)),
                Map.entry("mail.smtp.starttls.required", String.valueOf(smtp.startTls() == StartTls.REQUIRED)),
                Map.entry("mail.smtp.socketFactory", new PromptSockets()),
                Map.entry("mail.smtp.socketFactory.fallback", "false"),
                Map.entry("mail.smtp.connectiontimeout", millis),
                Map.entry("mail.smtp.timeout", millis),
                Map.entry("mail.smtp.writetimeout", millis),
                Map.entry("mail.smtp.executor.writetimeout", watch()),
                Map.entry("mail.smtp.quitwait", "false")));
        return properties;
    }

    /** Ends a write that nobody takes in. Nearly all that it is given is cancelled again at once. */
    private static ScheduledExecutorService watch() {
        var watch = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("smtp-watch").factory());
        watch.setRemoveOnCancelPolicy(true);
        // There is always something that comes before the end of a write: else the thread would wake with every write.
        var _ = watch.scheduleWithFixedDelay(() -> {}, 1, 1, TimeUnit.SECONDS);
        return watch;
    }
}
