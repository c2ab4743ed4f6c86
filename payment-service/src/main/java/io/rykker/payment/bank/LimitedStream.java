package io.rykker.payment.bank;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Stops a reader at a number of bytes, so that what is refused was never in memory. */
final class LimitedStream extends FilterInputStream {

    private final long most;
    private long read;

    /** There was more than is read. */
    static final class TooLong extends IOException {

        private static final long serialVersionUID = 1;

        TooLong(long most) {
            super("the file is larger than " + most / (1024 * 1024) + " MB; send it in parts");
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }

    LimitedStream(InputStream in, long most) {
        super(in);
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        if (one >= 0) {
            count(1);
        }
        return one;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int some = super.read(into, offset, length);
        if (some > 0) {
            count(some);
        }
        return some;
    }

    private void count(int bytes) throws IOException {
        read += bytes;
        if (read > most) {
            throw new TooLong(most);
        }
    }
}
