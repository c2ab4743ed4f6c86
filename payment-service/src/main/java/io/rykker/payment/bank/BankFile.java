package io.rykker.payment.bank;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A bank file as it was sent, kept on disk while it is taken in: it is read to its end once, to know that it can be, and
 * then a second time line by line. So neither its size nor what is wrong at its end costs memory.
 */
public final class BankFile implements AutoCloseable {

    private final Path bytes;

    private BankFile(Path bytes) {
        this.bytes = bytes;
    }

    /**
     * Keeps what comes in.
     *
     * @param most bytes beyond which it is refused as too large, with {@link RefusedFile}
     */
    public static BankFile of(InputStream in, long most) {
        try {
            var file = new BankFile(Files.createTempFile("bank-file-", ".xml"));
            file.keep(in, most);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keep(InputStream in, long most) throws IOException {
        try (var limited = new LimitedStream(in, most)) {
            long _ = Files.copy(limited, bytes, StandardCopyOption.REPLACE_EXISTING);
        } catch (LimitedStream.TooLong e) {
            close();
            throw RefusedFile.tooLarge(e.why());
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** Reads it to its end; refuses with {@link RefusedFile} what cannot be taken in. */
    public Survey survey() {
        try (CamtReader reader = open()) {
            while (!reader.next(1000).isEmpty()) {
                // Lines are of no interest yet, only that they can be read.
            }
            return reader.survey();
        }
    }

    /** Begins to read it. */
    public CamtReader open() {
        try {
            return new CamtReader(Files.newInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            boolean _ = Files.deleteIfExists(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
