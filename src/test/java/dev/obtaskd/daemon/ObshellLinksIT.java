package dev.obtaskd.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.testing.RawConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sockets that obshell's command line looks for. */
class ObshellLinksIT {

    private static final String TASKS =
            "GET /api/v1/task/dag/unfinish HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

    @TempDir Path directory;

    private Path home;
    private DaemonProcess daemon;

    @BeforeEach
    void prepare() throws Exception {
        home = Files.createDirectory(directory.resolve("cli"));
        daemon =
                new DaemonProcess(
                        directory.resolve("data"),
                        Files.createDirectory(directory.resolve("operations")));
    }

    @AfterEach
    void stop() throws Exception {
        daemon.kill();
    }

    @Test
    void leadToTheDaemonWhileItRuns() throws Exception {
        start();
        for (var name : new String[] {"run/obshell.sock", "run/daemon.sock"}) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(home.resolve(name)).isSymbolicLink());
            assertThat(RawConnection.local(home.resolve(name), TASKS))
                    .startsWith("HTTP/1.1 200")
                    .contains("\"successful\":true");
        }
        assertThat(home.resolve("etc")).isDirectory();
        assertThat(home.resolve("log_obshell")).isDirectory();
        daemon.kill();
        start();
        daemon.stop();
        assertThat(home.resolve("run")).isEmptyDirectory();
    }

    @Test
    void aForeignFileIsKeptAndTheDaemonRuns() throws Exception {
        var foreign =
                Files.writeString(
                        Files.createDirectory(home.resolve("run")).resolve("obshell.sock"), "mine");
        start();
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () ->
                                assertThat(daemon.output())
                                        .content()
                                        .contains(
                                                "obtaskd.obshell.links="
                                                        + home
                                                        + ": "
                                                        + foreign
                                                        + " exists and is not a link"));
        daemon.stop();
        assertThat(foreign).hasContent("mine");
    }

    private void start() throws Exception {
        daemon.start("-Dobtaskd.obshell.links=" + home);
    }
}
