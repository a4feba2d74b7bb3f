package dev.obtaskd;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the daemon. */
@QuarkusMain
public final class Main {

    private Main() {}

    /**
     * Runs until the process receives a signal.
     *
     * @param args none; settings are properties and environment variables
     */
    public static void main(String... args) {
        // The server answers a malformed URI without a body, so dev.obtaskd.api.v2 does it.
        // Read once, when the server's classes are loaded; for the native executable it is set at
        // build time.
        System.setProperty("vertx.disableURIValidation", "true");
        var unnamed = UnmappableDirectory.find();
        if (unnamed.isPresent()) {
            System.err.println("obtaskd does not start: " + unnamed.get());
            System.exit(1);
        }
        Quarkus.run(args);
    }
}
