package dev.obtaskd.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A daemon with a settings file, as the package's unit starts it. */
class SettingsFileIT {

    private static final String PREVIEW = "{\"operation\": \"host.inspect\"}";

    @TempDir Path directory;

    @Test
    void refusesAFileThatIsNotValid() throws Exception {
        assertThat(output("obtaskd.data-dir=\\u00zz\n".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(
                        "obtaskd does not start: the settings file "
                                + file()
                                + " is not valid: Malformed \\uxxxx encoding; write a backslash as"
                                + " \\\\\n");
        assertThat(output(new byte[] {'a', '=', (byte) 0xff}))
                .startsWith("obtaskd does not start: the settings file " + file())
                .hasLineCount(1);
        assertThat(directory.resolve("data")).doesNotExist();
    }

    @Test
    void namesEverySettingThatIsUnknownOrHasAWrongValue() throws Exception {
        var settings =
                """
                obtaskd.max-runing=5
                obtaskd.max-running=many
                obtaskd.max-unfinished=0
                obtaskd.retention.logs=-5d
                obtaskd.store.reserve=lots
                obtaskd.agent.ip=
                quarkus.log.level=LOUD
                """;
        assertThat(output(settings.getBytes(StandardCharsets.UTF_8)).lines())
                .containsExactlyInAnyOrder(
                        "obtaskd does not start: the setting obtaskd.max-runing (line 1 of "
                                + file()
                                + ") is unknown",
                        "obtaskd does not start: obtaskd.max-running=many is not valid: expected an"
                                + " integer from 1 to 2147483647",
                        "obtaskd does not start: obtaskd.max-unfinished=0 is not valid: expected an"
                                + " integer from 1 to 2147483647",
                        "obtaskd does not start: obtaskd.retention.logs=-5d is not valid: expected"
                                + " a time of at least 1 ms, such as 30s or 2h",
                        "obtaskd does not start: obtaskd.store.reserve=lots is not valid: value"
                                + " lots not in correct format (regular expression):"
                                + " [0-9]+[BbKkMmGgTtPpEeZzYy]?",
                        "obtaskd does not start: the setting obtaskd.agent.ip has no value",
                        "obtaskd does not start: quarkus.log.level=LOUD is not valid: Unknown level"
                                + " \"LOUD\"");
        assertRefused(
                "obtaskd.agent.ip=x.y",
                "obtaskd.agent.ip=x.y with obtaskd.agent.port=\\d+ is not an address: .*");
        assertRefused(
                "obtaskd.log.max-line=10",
                "obtaskd.log.max-line is 10 bytes; it must be from 128 to 1048576");
        assertThat(directory.resolve("data")).doesNotExist();
    }

    @Test
    void namesAFileOrHostThatCannotBeUsed() throws Exception {
        var garbage = Files.writeString(directory.resolve("garbage.pem"), "no certificate");
        var tls =
                "quarkus.http.ssl-port=0\n"
                        + "quarkus.tls.key-store.pem.0.cert=%1$s\n"
                        + "quarkus.tls.key-store.pem.0.key=%1$s";
        assertRefused(
                tls.formatted("/none.pem"), ".*cannot read the key/certificate files.* /none.pem");
        assertRefused(tls.formatted(garbage), ".*certificate '<default>': Missing -----BEGIN.*");
        // It is known only after the data directory is in use.
        assertThat(
                        output(
                                "quarkus.http.host=none.invalid\nobtaskd.http.insecure-bind=true\n"
                                        .getBytes(StandardCharsets.UTF_8)))
                .endsWith(
                        "obtaskd does not start: the host none.invalid cannot be resolved; see"
                                + " quarkus.http.host\n")
                .doesNotContain(" ERROR ", "\tat ");
    }

    private void assertRefused(String settings, String problem) throws Exception {
        assertThat(output(settings.getBytes(StandardCharsets.UTF_8)))
                .matches("obtaskd does not start: " + problem + "\n");
    }

    @Test
    void usesTheValuesOfTheFile() throws Exception {
        Files.writeString(file(), "obtaskd.http.origins=https://ocp.example\n");
        var daemon = daemon().start();
        try {
            var allowed =
                    daemon.post("/api/v2/tasks/preview", PREVIEW, "Origin", "https://ocp.example");
            assertThat(allowed.status()).isEqualTo(200);
        } finally {
            daemon.kill();
        }
    }

    /** What a daemon that does not start writes. */
    private String output(byte[] settings) throws IOException, InterruptedException {
        Files.write(file(), settings);
        var daemon = daemon();
        Files.deleteIfExists(daemon.output());
        assertThat(daemon.launch().waitFor()).isEqualTo(1);
        // The JVM may complain about an outdated class archive.
        return Files.readString(daemon.output()).replaceAll("(?m)^\\[.*\\]\\[cds.*\n", "");
    }

    private DaemonProcess daemon() {
        var environment = new HashMap<>(System.getenv());
        environment.put("SMALLRYE_CONFIG_LOCATIONS", file().toString());
        return new DaemonProcess(directory.resolve("data"), directory).environment(environment);
    }

    private Path file() {
        return directory.resolve("obtaskd.properties");
    }
}
