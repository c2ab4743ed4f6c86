package io.rykker.stack.neighbours;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import io.rykker.stack.AgencyReports;
import io.rykker.stack.Api;
import io.rykker.stack.Layout;
import io.rykker.stack.Neighbours;
import io.rykker.stack.Ports;
import io.rykker.stack.Tokens;
import java.io.IOException;
import java.nio.file.Path;

/** The mail receiver and the sample agency in one process. Argument: the data folder. */
public final class NeighboursMain {

    private NeighboursMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException, EmptyWebhookSecretException {
        Layout layout = Layout.open(Path.of(arguments[0]), Ports.usual());
        Tokens tokens = Tokens.open(layout);
        String gateway = "http://localhost:" + layout.port(Ports.Role.COLLECTION);
        var reports =
                new Reports(new AgencyReports(layout), () -> new Api(gateway, tokens.forAgency(Neighbours.AGENCY)));
        var agency = new SampleAgency(
                layout.home(), layout.port(Ports.Role.AGENCY), new Webhook(Neighbours.agencySecret(layout)), reports);
        agency.start();
        new MailReceiver(layout.folder("mail"), layout.port(Ports.Role.SMTP)).start();
        reports.run();
    }
}
