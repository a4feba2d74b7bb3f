package dev.obtaskd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.daemon.DaemonProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup or a restore that cannot be completed leaves nothing. */
class BackupFailuresIT {

    private static final int MEBIBYTE = 1 << 20;

    @TempDir Path directory;

    private Path data;
    private Path disk;
    private boolean mounted;
    private DaemonProcess daemon;

    @BeforeEach
    void start() throws IOException {
        data = directory.resolve("data");
        disk = Files.createDirectory(directory.resolve("disk"));
        daemon = new DaemonProcess(data, directory.resolve("operations")).start();
    }

    @AfterEach
    void stop() throws Exception {
        daemon.kill();
        if (mounted) {
            run("umount", disk.toString());
        }
    }

    @Test
    void aDaemonThatIsKilledLeavesNoFile() throws Exception {
        addLog(64);
        var file = disk.resolve("backup.zip");
        var backup =
                CompletableFuture.supplyAsync(
                        () -> CliRun.on(data).run("backup", file.toString(), "--logs"));
        Awaitility.await().until(() -> received() > MEBIBYTE);
        daemon.kill();
        var run = backup.get();
        assertThat(run.code()).as(run.err()).isEqualTo(11);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(disk).isEmptyDirectory();
        assertThat(data.resolve("db/backup")).doesNotExist();
    }

    @Test
    void aFullDiskLeavesNoFile() throws Exception {
        mount("2m");
        addLog(4);
        var earlier = Files.writeString(disk.resolve("backup.zip"), "earlier");
        var run = CliRun.on(data).run("backup", earlier.toString(), "--logs", "--overwrite");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).contains("No space left on device");
        assertThat(disk).isDirectoryContaining(file -> file.equals(earlier));
        assertThat(earlier).hasContent("earlier");
        assertThat(Files.list(disk)).hasSize(1);
        assertThat(CliRun.on(data).run("status").code()).isZero();
    }

    @Test
    void aDiskThatIsTooSmallIsNotRestoredTo() throws Exception {
        addLog(4);
        var file = directory.resolve("backup.zip");
        assertThat(CliRun.on(data).run("backup", file.toString(), "--logs").code()).isZero();
        mount("2m");
        Files.setPosixFilePermissions(disk, PosixFilePermissions.fromString("rwx------"));
        var run = CliRun.on(disk).run("restore", file.toString());
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("bytes are free");
        assertThat(disk).isEmptyDirectory();
        // The same directory, a mount point, can be restored to if it has space.
        run("mount", "-o", "remount,size=64m", disk.toString());
        assertThat(CliRun.on(disk).run("restore", file.toString()).code()).isZero();
        assertThat(disk.resolve("db/obtaskd.mv.db")).exists();
        // The store has no such attempt.
        assertThat(disk.resolve("tasks/20260101/1")).doesNotExist();
    }

    /** A file that cannot be compressed, and one that does not belong to a backup. */
    private void addLog(int mebibytes) throws IOException {
        var attempt = data.resolve("tasks/20260101/1/2.1");
        Files.createDirectories(attempt.resolve("files"));
        Files.createDirectories(attempt.resolve("run"));
        Files.writeString(attempt.resolve("run/claim"), "");
        var random = new Random(1);
        var bytes = new byte[MEBIBYTE];
        try (var out = Files.newOutputStream(attempt.resolve("files/big"))) {
            for (int i = 0; i < mebibytes; i++) {
                random.nextBytes(bytes);
                out.write(bytes);
            }
        }
    }

    /** Bytes that the command has received so far. */
    private long received() throws IOException {
        try (Stream<Path> files = Files.walk(disk)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private void mount(String size) throws Exception {
        mounted =
                run("mount", "-t", "tmpfs", "-o", "size=" + size, "obtaskd", disk.toString()) == 0;
        Assumptions.assumeTrue(mounted, "only root can mount a disk");
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(List.of(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
