package dev.obtaskd.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.testing.TortureTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs with excessive output: the daemon keeps a small heap, little disk space, a readable log,
 * and stays responsive.
 */
@TortureTest
class FloodIT {

    private static final long MIB = 1024 * 1024;

    /** Amount of output in MiB; more than the size limit of a log (256). */
    private static final long FLOOD = Long.getLong("obtaskd.flood", 1024);

    /**
     * The log and its index, plus output that is not yet read or whose space is not yet released.
     */
    private static final long MOST_ON_DISK = 256 * MIB + 256 * MIB;

    private static final Map<String, String> PROGRAMS =
            Map.of(
                    "lines", "yes \"$(seq -s - 30)\" | head -c " + FLOOD * MIB,
                    "more", slowly(160),
                    "line", "tr '\\0' x </dev/zero | head -c " + 200 * MIB,
                    "binary", "head -c " + 20 * MIB + " /dev/urandom",
                    "broken",
                            "i=0; while [ $i -lt 2000 ]; do i=$((i + 1)); printf '%d \\377\\303"
                                    + " \\355\\240\\200\\n"
                                    + "' $i; done");

    @TempDir Path directory;

    private DaemonProcess daemon;

    @BeforeEach
    void start() throws Exception {
        var operations = Files.createDirectory(directory.resolve("operations"));
        for (var program : PROGRAMS.entrySet()) {
            var script = directory.resolve(program.getKey() + ".sh");
            Files.writeString(script, program.getValue() + "\necho\necho the end\n");
            Files.writeString(
                    operations.resolve(program.getKey() + ".yaml"),
                    """
                    operation: flood.%s
                    title: {en: Flood, zh: 洪水}
                    description: {en: Says far too much., zh: 说得太多}
                    scope: LOCAL
                    maintenance: {type: NONE}
                    steps:
                      - id: flood
                        title: {en: Flood, zh: 洪水}
                        run: {exec: {argv: [/bin/sh, %s]}}
                    """
                            .formatted(program.getKey(), script));
        }
        daemon = new DaemonProcess(directory.resolve("data"), operations).start("-Xmx64m");
    }

    @AfterEach
    void stop() throws Exception {
        daemon.stop();
    }

    @Test
    void limitsTheLogAndTheDiskUsage() throws Exception {
        assertThat(run("lines")).as("most bytes on disk").isBetween(200 * MIB, MOST_ON_DISK);
        assertThat(Files.readString(daemon.output()))
                .as("warnings of the JVM about calls to the C library")
                .doesNotContain("restricted method");
    }

    /** Output whose space was released is not read again. */
    @Test
    void continuesToReadAFloodAfterARestart() throws Exception {
        var task = submit("more");
        while (onDisk() < 100 * MIB) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        daemon.kill();
        daemon.start("-Xmx64m");
        follow("more", task);
        var line = daemon.get(log("more") + "?from=4&limit=1").body().at("/lines/0/text").asText();
        assertThat(zeros()).as("bytes of a hole in the log").isZero();
        assertThat(
                        daemon.get(log("more") + "?tail=1000")
                                .body()
                                .path("lines")
                                .findValuesAsText("text"))
                .contains(line);
    }

    @Test
    void truncatesALineOf200Mebibytes() throws Exception {
        run("line");
        var line = daemon.get(log("line") + "?from=4&limit=1").body().at("/lines/0");
        assertThat(line.path("text").asText())
                .hasSize(16 * 1024)
                .containsOnlyOnce("x".repeat(16 * 1024));
        assertThat(line.path("cut").asBoolean()).isTrue();
    }

    @Test
    void showsTheTextInBinaryAndMalformedOutput() throws Exception {
        run("binary");
        run("broken");
        var lines =
                daemon.get(log("broken") + "?from=2002&limit=1")
                        .body()
                        .at("/lines/0/text")
                        .asText();
        assertThat(lines).startsWith("1999 \ufffd\ufffd ");
    }

    /** Leaves enough time to act while the program is running. */
    private static String slowly(long mebibytes) {
        return "i=0; while [ $i -lt "
                + mebibytes / 4
                + " ]; do i=$((i + 1)); yes \"$(seq -s - 30)\" | head -c "
                + 4 * MIB
                + "; sleep 0.1; done";
    }

    private String submit(String program) throws Exception {
        return daemon.post(
                        "/api/v2/tasks",
                        "{\"operation\": \"flood." + program + "\", \"params\": {}}")
                .body()
                .path("id")
                .asText();
    }

    private long run(String program) throws Exception {
        return follow(program, submit(program));
    }

    /** Waits for the end, which the log must contain; returns the maximum disk usage in bytes. */
    private long follow(String program, String task) throws Exception {
        var most = 0L;
        while (daemon.get("/api/v2/tasks/" + task)
                .body()
                .path("state")
                .asText()
                .equals("RUNNING")) {
            assertThat(daemon.get("/q/health/ready").status()).isEqualTo(200);
            most = Math.max(most, onDisk());
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        assertThat(daemon.get("/api/v2/tasks/" + task).body().path("state").asText())
                .isEqualTo("SUCCEEDED");
        var end = daemon.get(log(program) + "?tail=3").body().path("lines");
        assertThat(end.findValuesAsText("text")).as("%s", program).contains("the end");
        return most;
    }

    private String log(String program) throws Exception {
        var task =
                daemon.get("/api/v2/tasks?operation=flood." + program)
                        .body()
                        .at("/items/0/id")
                        .asText();
        return "/api/v2/subtasks/"
                + daemon.get("/api/v2/tasks/" + task).body().at("/subTasks/0/id").asText()
                + "/log";
    }

    /** Disk usage reported by the file system; files may appear and disappear during the scan. */
    private long onDisk() throws IOException {
        var du =
                new ProcessBuilder(
                                "du",
                                "-s",
                                "--block-size=1",
                                directory.resolve("data/tasks").toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        var output = new String(du.getInputStream().readAllBytes());
        return output.isEmpty() ? 0 : Long.parseLong(output.split("\t")[0]);
    }

    private long zeros() throws IOException {
        try (var below = Files.walk(directory.resolve("data/tasks"))) {
            var log = below.filter(file -> file.endsWith("log")).findFirst().orElseThrow();
            try (var in = Files.newInputStream(log)) {
                var buffer = new byte[64 * 1024];
                var zeros = 0L;
                for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
                    for (int i = 0; i < got; i++) {
                        zeros += buffer[i] == 0 ? 1 : 0;
                    }
                }
                return zeros;
            }
        }
    }
}
