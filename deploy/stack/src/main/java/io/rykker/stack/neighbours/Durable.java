package io.rykker.stack.neighbours;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Files that are on the disk before anybody is told so: what a neighbour has acknowledged is evidence in the tests. */
final class Durable {

    private Durable() {}

    static void appendLine(Path file, String line) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            writeAll(channel, (line + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void writeAll(FileChannel channel, byte[] content) throws IOException {
        var rest = ByteBuffer.wrap(content);
        while (rest.hasRemaining()) {
            int written = channel.write(rest);
            if (written < 0) {
                throw new IOException("nothing more can be written");
            }
        }
        channel.force(true);
    }
}
