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
 * A real mail server behind a wire that fails as the recipient's name says: {@code refused@} is answered 550,
 * {@code busy@} is answered 451 twice, and of {@code silent@} the answer to the letter is lost after it was accepted.
 */
final class FaultyMailServer implements AutoCloseable {

    private final GreenMail server = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
    private final AtomicInteger busy = new AtomicInteger(2);
    private final int port;
    private volatile ServerSocket front;

    FaultyMailServer() {
        server.start();
        front = listen(0);
        port = front.getLocalPort();
        accept(front);
    }

    int port() {
        return port;
    }

    List<MimeMessage> received() {
        return Arrays.asList(server.getReceivedMessages());
    }

    /** Nobody listens any more: connections are refused. */
    void goDown() throws IOException {
        front.close();
    }

    void comeBack() {
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
        try (client;
                Socket behind = new Socket("localhost", server.getSmtp().getPort())) {
            var fromClient = reader(client);
            var fromServer = reader(behind);
            OutputStream toClient = client.getOutputStream();
            OutputStream toServer = behind.getOutputStream();
            reply(fromServer, toClient);
            boolean silent = false;
            for (String line = fromClient.readLine(); line != null; line = fromClient.readLine()) {
                silent |= line.startsWith("RCPT TO:<silent");
                if (line.startsWith("RCPT TO:<refused")) {
                    write(toClient, "550 5.1.1 no such mailbox");
                } else if (line.startsWith("RCPT TO:<busy") && busy.getAndDecrement() > 0) {
                    write(toClient, "451 4.3.0 come back later");
                } else if (line.equals("DATA")) {
                    write(toServer, line);
                    reply(fromServer, toClient);
                    letter(fromClient, toServer);
                    if (silent) {
                        String _ = fromServer.readLine();
                        return;
                    }
                    reply(fromServer, toClient);
                } else {
                    write(toServer, line);
                    reply(fromServer, toClient);
                }
            }
        } catch (IOException _) {
            // One of the two hung up, as they do.
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
