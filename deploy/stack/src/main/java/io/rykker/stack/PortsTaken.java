package io.rykker.stack;

import java.util.List;

/** Somebody else listens where a part of the stack should. The message says who, and what can be done. */
public final class PortsTaken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PortsTaken(List<String> taken) {
        super(
                String.join("\n", taken)
                        + "\nEnd what listens there, or start on other ports in another data folder: --data FOLDER --free-ports");
    }
}
