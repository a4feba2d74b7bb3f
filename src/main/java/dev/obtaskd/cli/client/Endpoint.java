package dev.obtaskd.cli.client;

import java.io.IOException;
import java.time.Duration;

/** Where the daemon listens. */
public interface Endpoint {

    /**
     * Opens a connection for one request.
     *
     * @param timeout how long a read may wait for the next byte
     * @throws IOException if there is no connection
     */
    Connection open(Duration timeout) throws IOException;

    /** Value of the header Host. */
    String host();

    /** How messages name it. */
    String name();
}
