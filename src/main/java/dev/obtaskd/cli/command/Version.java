package dev.obtaskd.cli.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this program, which the build inserts into a resource. */
public final class Version {

    public static final String VALUE = read();

    private Version() {}

    private static String read() {
        try (var in = Version.class.getResourceAsStream("/dev/obtaskd/cli/version.properties")) {
            var properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
