package dev.obtaskd.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the very first start at several points and truncates the file it was writing; the next
 * start succeeds.
 */
class FirstStartIT {

    private static final int HEADERS = 8_192;

    @TempDir Path directory;

    @Test
    void recreatesAnIncompleteStore() throws Exception {
        var unfinished = directory.resolve("data/db/obtaskd-new.mv.db");
        killedWhen(() -> Files.exists(unfinished));
        if (Files.exists(unfinished)) {
            try (var file = new RandomAccessFile(unfinished.toFile(), "rw")) {
                file.setLength(HEADERS);
            }
        }
        startsAndWorks();
        assertThat(directory.resolve("daemon.log"))
                .content()
                .contains(unfinished + " is deleted and created again");
        assertThat(unfinished).doesNotExist();
    }

    /** Only the headers of the first file reached the disk, whatever its name. */
    @Test
    void startsAfterTheFirstFileWasTruncatedToItsHeaders() throws Exception {
        // If the test runs too late, the file is complete; a power cut does not shorten such a
        // file.
        var growing = new ArrayList<Path>();
        killedWhen(
                () -> {
                    var stores = stores();
                    if (growing.isEmpty()) {
                        growing.addAll(stores);
                        return !stores.isEmpty()
                                && Files.size(stores.getFirst()) > HEADERS
                                && growing.removeAll(stores);
                    }
                    return !stores.contains(growing.getFirst())
                            || Files.size(growing.getFirst()) > HEADERS;
                });
        assertThat(directory.resolve("data/initial-admin-password")).doesNotExist();
        growing.retainAll(stores());
        for (var cut : growing) {
            try (var file = new RandomAccessFile(cut.toFile(), "rw")) {
                file.setLength(HEADERS);
            }
        }
        startsAndWorks();
    }

    @Test
    void continuesWithACompleteStore() throws Exception {
        var finished = directory.resolve("data/db/obtaskd.mv.db");
        killedWhen(() -> Files.exists(finished));
        assertThat(Files.size(finished)).isGreaterThan(HEADERS);
        startsAndWorks();
        assertThat(directory.resolve("daemon.log"))
                .content()
                .doesNotContain("is deleted and created again");
    }

    /** As versions did that created the store in its final location. */
    @Test
    void recreatesAnEmptyStoreIfNoTaskWasAccepted() throws Exception {
        var file = Files.createDirectories(directory.resolve("data/db")).resolve("obtaskd.mv.db");
        for (var part : List.of("data", "data/db")) {
            Files.setPosixFilePermissions(
                    directory.resolve(part), PosixFilePermissions.fromString("rwx------"));
        }
        Files.write(file, new byte[HEADERS]);
        startsAndWorks();
        assertThat(directory.resolve("daemon.log"))
                .content()
                .contains(file + " is deleted and created again");
    }

    private List<Path> stores() throws IOException {
        if (!Files.isDirectory(directory.resolve("data/db"))) {
            return List.of();
        }
        try (var files = Files.list(directory.resolve("data/db"))) {
            return files.filter(file -> file.toString().endsWith(".mv.db")).toList();
        }
    }

    private void killedWhen(Callable<Boolean> moment) throws IOException, InterruptedException {
        var daemon = new DaemonProcess(directory.resolve("data"), directory);
        daemon.launch();
        await().atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(moment);
        daemon.kill();
    }

    private void startsAndWorks() throws Exception {
        var daemon = new DaemonProcess(directory.resolve("data"), directory).start();
        assertThat(
                        daemon.post(
                                        "/api/v2/tasks",
                                        "{\"operation\":\"host.inspect\",\"params\":{}}")
                                .status())
                .isEqualTo(201);
        assertThat(daemon.stop()).isEqualTo(143);
    }
}
