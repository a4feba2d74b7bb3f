package dev.obtaskd;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the daemon. */
@QuarkusMain
public final class Main {

    private Main() {}

    /**
     * Runs until a signal ends it.
     *
     * @param args nothing; settings are properties and environment variables
     */
    public static void main(String... args) {
        // The server's own refusal of an address that cannot be read has no body;
        // dev.obtaskd.api.v2 refuses it with
        // one. Read once, when the server's classes are loaded: for the native executable it is set
        // when that is built.
        System.setProperty("vertx.disableURIValidation", "true");
        var unnamed = UnmappableDirectory.find();
        if (unnamed.isPresent()) {
            System.err.println("obtaskd does not start: " + unnamed.get());
            System.exit(1);
        }
        Quarkus.run(args);
    }
}
