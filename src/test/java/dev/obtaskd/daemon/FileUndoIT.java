package dev.obtaskd.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.obtaskd.api.v2.FileOperations;
import dev.obtaskd.path.PathNames;
import dev.obtaskd.testing.SampleFiles;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** File steps restore replaced files, regardless of when the daemon is killed and of its locale. */
class FileUndoIT {

    private static final int ROUNDS = 4;
    private static final int MEGABYTE = 1024 * 1024;

    @TempDir Path directory;

    @Test
    void restoresAllFilesWheneverTheDaemonIsKilled() throws Exception {
        var random = new Random(Long.getLong("obtaskd.seed", 7));
        var operations = Files.createDirectory(directory.resolve("operations"));
        // The copy takes long enough to be interrupted by a kill.
        var big =
                FileOperations.step(
                        "big",
                        "{file: {write: {path: '${{ params.dir }}/big', content: small}}}",
                        "{file: {restore: {}}}",
                        "");
        FileOperations.write(
                operations,
                "file.change",
                FileOperations.changes()
                        + big
                        + FileOperations.step("end", "{exec: {argv: [/bin/false]}}", "noop", ""));
        var daemon = new DaemonProcess(directory.resolve("data"), operations).start();
        for (var round = 0; round < ROUNDS; round++) {
            var files = Files.createDirectory(directory.resolve("files" + round));
            SampleFiles.make(files);
            Files.writeString(files.resolve("big"), "x".repeat(48 * MEGABYTE));
            var before = SampleFiles.picture(files);
            var id = submit(daemon, "file.change", files, "x");
            killAfter(daemon, random.nextInt(1200));
            assertThat(end(daemon, id, "FAILED")).isEqualTo("FAILED");
            assertThat(SampleFiles.picture(files)).isNotEqualTo(before);

            assertThat(daemon.post("/api/v2/tasks/" + id + "/rollback", "{}").status())
                    .isEqualTo(202);
            // The first kill comes as late as a kill between the last restore and its stored
            // result can be.
            killAfter(daemon, round == 0 ? 0 : random.nextInt(1200));
            assertThat(end(daemon, id, "ROLLED_BACK|ROLLBACK_FAILED"))
                    .as(daemon.get("/api/v2/tasks/" + id).text())
                    .isEqualTo("ROLLED_BACK");
            assertThat(SampleFiles.picture(files)).isEqualTo(before);
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> children(directory.resolve("data/kept")).isEmpty());
        }
        daemon.stop();
    }

    @Test
    void theNextStartDeletesTheBackupsOfATaskThatEndedBeforeAKill() throws Exception {
        var operations = Files.createDirectory(directory.resolve("operations"));
        FileOperations.write(operations, "file.write", write("noop"));
        var daemon = new DaemonProcess(directory.resolve("data"), operations).start();
        daemon.kill();
        var kept =
                Files.createDirectory(
                        directory.resolve("data/kept"),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
        var left = Files.createDirectories(kept.resolve("1/2"));
        Files.writeString(left.resolve("original"), "x");
        daemon.start();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> children(directory.resolve("data/kept")).isEmpty());
        daemon.stop();
    }

    @Test
    void restoresFileNamesThatAreNotTextInAnyLocale() throws Exception {
        var operations = Files.createDirectory(directory.resolve("operations"));
        FileOperations.write(
                operations,
                "file.write",
                write("{file: {restore: {}}}")
                        + FileOperations.step(
                                "seen",
                                "{wait: {for: {file: {path: '${{ params.dir }}/${{ params.name"
                                        + " }}'}}, every: 100ms, limit: 5s}}",
                                "noop",
                                "")
                        + FileOperations.step(
                                "copied",
                                "{file: {copy: {from: '${{ params.dir }}/${{ params.name }}', to:"
                                        + " '${{ params.dir }}/${{ params.name }}2'}}}",
                                "{file: {restore: {}}}",
                                "")
                        + FileOperations.step(
                                "sum",
                                "{file: {checksum: {path: '${{ params.dir }}/${{ params.name }}',"
                                        + " sha256: '"
                                        + "0".repeat(64)
                                        + "'}}}",
                                "noop",
                                ""));
        var daemon =
                new DaemonProcess(directory.resolve("data"), operations).withoutLocale().start();
        var files = Files.createDirectory(directory.resolve("files"));
        var name = "\u914d\u7f6e-\u00e9";
        // The link target is not valid UTF-8.
        var gbk = PathNames.path(new byte[] {(byte) 0xc5, (byte) 0xe4});
        var place = PathNames.path(files + "/" + name);
        Files.createSymbolicLink(place, gbk);

        var id = submit(daemon, "file.write", files, name);
        assertThat(end(daemon, id, "FAILED|SUCCEEDED")).isEqualTo("FAILED");
        var task = daemon.get("/api/v2/tasks/" + id);
        assertThat(task.text()).contains("the SHA-256 of " + files + "/" + name + " is ");
        assertThat(Files.readString(place)).isEqualTo("new");
        assertThat(Files.readString(PathNames.path(files + "/" + name + "2"))).isEqualTo("new");
        daemon.post("/api/v2/tasks/" + id + "/rollback", "{}");
        assertThat(end(daemon, id, "ROLLED_BACK|ROLLBACK_FAILED")).isEqualTo("ROLLED_BACK");
        assertThat(PathNames.bytes(Files.readSymbolicLink(place)))
                .isEqualTo(new byte[] {(byte) 0xc5, (byte) 0xe4});
        assertThat(children(files)).hasSize(1);
        daemon.stop();
    }

    private static String write(String rollback) {
        return FileOperations.step(
                "write",
                "{file: {write: {path: '${{ params.dir }}/${{ params.name }}', content: new}}}",
                rollback,
                "");
    }

    private static String submit(DaemonProcess daemon, String operation, Path files, String name)
            throws Exception {
        var body =
                "{\"operation\": \"%s\", \"params\": {\"dir\": \"%s\", \"name\": \"%s\"}}"
                        .formatted(operation, files, name);
        var ascii = new StringBuilder();
        body.chars().forEach(c -> ascii.append(c < 128 ? "" + (char) c : "\\u%04x".formatted(c)));
        var answer = daemon.post("/api/v2/tasks", ascii.toString());
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.body().get("id").asText();
    }

    private static void killAfter(DaemonProcess daemon, int millis) throws Exception {
        LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
        daemon.kill();
        daemon.start();
    }

    private static String end(DaemonProcess daemon, String id, String states) {
        return await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> daemon.get("/api/v2/tasks/" + id).body().get("state").asText(),
                        state -> state.matches(states));
    }

    private static List<Path> children(Path directory) throws Exception {
        try (var children = Files.list(directory)) {
            return children.toList();
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }
}
