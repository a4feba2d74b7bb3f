package dev.obtaskd;

import dev.obtaskd.cli.CommandLineClient;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Starts the daemon, or runs a command of the command line. */
@QuarkusMain
public final class Main {

    private static final String SERVE = "serve";
    private static final String PROPERTY = "-D";

    private Main() {}

    /**
     * Runs until the process receives a signal, or until the command is done.
     *
     * @param args none, properties, or {@code serve} with properties for the daemon; else a
     *     command, which starts nothing of the daemon
     */
    public static void main(String... args) {
        if (daemon(args)) {
            serve(args);
        } else {
            System.exit(
                    CommandLineClient.run(
                            ClockProducer.local(), new OfflineOperationCheck(), args));
        }
    }

    /** Whether the arguments start the daemon. */
    public static boolean daemon(String... args) {
        return args.length == 0
                || (args[0].equals(SERVE) || args[0].startsWith(PROPERTY))
                        && Arrays.stream(args).skip(1).allMatch(arg -> arg.startsWith(PROPERTY));
    }

    private static void serve(String... args) {
        // A native executable has removed its properties from the arguments.
        Arrays.stream(args).filter(arg -> arg.startsWith(PROPERTY)).forEach(Main::setProperty);
        // The server answers a malformed URI without a body, so dev.obtaskd.api.v2 does it.
        // Read once, when the server's classes are loaded; for the native executable it is set at
        // build time.
        System.setProperty("vertx.disableURIValidation", "true");
        var problem = UnmappableDirectory.find().or(InvalidSettingsFile::find);
        if (problem.isPresent()) {
            ExitHandler.refuse(problem.get());
            System.exit(1);
        }
        // As in application.properties, which a JVM reads after it has initialized Hibernate.
        Logger.getLogger("org.hibernate").setLevel(Level.WARNING);
        readCredentials(System.getenv("CREDENTIALS_DIRECTORY"));
        Quarkus.run(Daemon.class, new ExitHandler());
    }

    /** Each file that systemd passes by LoadCredential= may be a setting with the file's name. */
    private static void readCredentials(@Nullable String directory) {
        if (directory != null && Files.isDirectory(Path.of(directory))) {
            System.setProperty("smallrye.config.source.file.locations", directory);
        }
    }

    private static void setProperty(String argument) {
        var parts = argument.substring(PROPERTY.length()).split("=", 2);
        System.setProperty(parts[0], parts.length == 2 ? parts[1] : "");
    }
}
