package dev.obtaskd.cli.client;

import java.io.IOException;

/** There was no connection to the daemon, or it broke. */
public final class UnreachableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Endpoint endpoint;
    private final IOException reason;

    UnreachableException(Endpoint endpoint, IOException reason) {
        super(reason);
        this.endpoint = endpoint;
        this.reason = reason;
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    public IOException reason() {
        return reason;
    }
}
