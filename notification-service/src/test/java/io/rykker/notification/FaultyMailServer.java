package io.rykker.notification;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real mail server behind a wire that fails as the recipient's name says. {@code refused@} is answered 550 and
 * {@code busy@} 451, twice. Of {@code silent@} the answer to the letter is lost after it was accepted; at {@code torn@}
 * the wire breaks in the middle of the letter, and at {@code cut@} before the first byte of it, once. After a letter to
 * {@code last@} the server hangs up without a word, after one to {@code goodbye@} it says 421 first; {@code mute@} is
 * never answered.
 */
public final class FaultyMailServer implements AutoCloseable {

    private final GreenMail server = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
    private final AtomicInteger busy = new AtomicInteger(2);
    private final AtomicInteger cuts = new AtomicInteger(1);
    private final AtomicInteger lines = new AtomicInteger();
    private volatile boolean isClosed;
    private final int port;
    private volatile ServerSocket front;

    public FaultyMailServer() {
        server.start();
        front = listen(0);
        port = front.getLocalPort();
        accept(front);
    }

    public int port() {
        return port;
    }

    public List<MimeMessage> received() {
        return Arrays.asList(server.getReceivedMessages());
    }

    /** How many connections there were. */
    public int lines() {
        return lines.get();
    }

    /** From now on everybody is turned away at the door. */
    public void closeTheDoor() {
        isClosed = true;
    }

    /** Nobody listens any more: connections are refused. */
    public void goDown() throws IOException {
        front.close();
    }

    public void comeBack() {
        front = listen(port);
        accept(front);
    }

    private static ServerSocket listen(int port) {
        try {
            return new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket on) {
        Thread.ofVirtual().start(() -> {
            while (!on.isClosed()) {
                try {
                    Socket client = on.accept();
                    Thread.ofVirtual().start(() -> serve(client));
                } catch (IOException _) {
                    return;
                }
            }
        });
    }

    private void serve(Socket client) {
        lines.incrementAndGet();
        try (client;
                Socket behind = new Socket("localhost", server.getSmtp().getPort())) {
            new Wire(client, behind).carry();
        } catch (IOException _) {
            // One of the two hung up, as they do.
        }
    }

    /** One connection. */
    private final class Wire {

        private final BufferedReader fromClient;
        private final BufferedReader fromServer;
        private final OutputStream toClient;
        private final OutputStream toServer;
        private String recipient = "";

        Wire(Socket client, Socket behind) throws IOException {
            fromClient = reader(client);
            fromServer = reader(behind);
            toClient = client.getOutputStream();
            toServer = behind.getOutputStream();
        }

        void carry() throws IOException {
            if (isClosed) {
                write(toClient, "554 5.3.2 not today");
                return;
            }
            reply(fromServer, toClient);
            boolean goesOn = true;
            for (String line = fromClient.readLine(); goesOn && line != null; line = fromClient.readLine()) {
                if (recipient.equals("goodbye") && line.startsWith("MAIL")) {
                    write(toClient, "421 4.7.0 that was enough");
                    return;
                }
                if (line.startsWith("RCPT TO:<")) {
                    recipient = line.substring("RCPT TO:<".length(), line.indexOf('@'));
                }
                goesOn = line.equals("DATA") ? letter(line) : command(line);
                if (!goesOn) {
                    return;
                }
            }
        }

        private boolean command(String line) throws IOException {
            boolean isRecipient = line.startsWith("RCPT");
            if (isRecipient && recipient.equals("refused")) {
                write(toClient, "550 5.1.1 no such mailbox");
            } else if (isRecipient && recipient.equals("busy") && busy.getAndDecrement() > 0) {
                write(toClient, "451 4.3.0 come back later");
            } else if (isRecipient && recipient.equals("cut") && cuts.getAndDecrement() > 0) {
                return false;
            } else if (!isRecipient || !recipient.equals("mute")) {
                write(toServer, line);
                reply(fromServer, toClient);
            }
            return true;
        }

        private boolean letter(String line) throws IOException {
            if (recipient.equals("torn")) {
                write(toClient, "354 go on");
                String _ = fromClient.readLine();
                return false;
            }
            write(toServer, line);
            reply(fromServer, toClient);
            FaultyMailServer.letter(fromClient, toServer);
            if (recipient.equals("silent")) {
                String _ = fromServer.readLine();
                return false;
            }
            reply(fromServer, toClient);
            return !recipient.equals("last");
        }
    }

    private static void letter(BufferedReader from, OutputStream to) throws IOException {
        for (String line = from.readLine(); line != null; line = from.readLine()) {
            write(to, line);
            if (line.equals(".")) {
                return;
            }
        }
    }

    private static void reply(BufferedReader from, OutputStream to) throws IOException {
        for (String line = from.readLine(); line != null; line = from.readLine()) {
            write(to, line);
            if (line.length() < 4 || line.charAt(3) == ' ') {
                return;
            }
        }
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    private static void write(OutputStream to, String line) throws IOException {
        to.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        to.flush();
    }

    @Override
    public void close() {
        try {
            front.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.stop();
    }
}
