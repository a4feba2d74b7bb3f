package dev.obtaskd.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.catalogue.operation.ParameterSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectLogsTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir private Path directory;

    private Path logs;

    @BeforeEach
    void writesLogs() throws IOException {
        logs = Files.createDirectories(directory.resolve("the logs"));
        log("observer.log", "one", NOON);
        log("observer.log.1", "older", NOON.minusSeconds(3600));
        log("sub/with space\nand newline.log", "odd", NOON.plusSeconds(3600));
        log("-rf.log", "dash", NOON);
        log("observer.txt", "no log", NOON);
    }

    @Test
    void archivesEveryLogUnchanged() throws Exception {
        var execute = execute("");
        assertThat(execute.all()).extracting(BuiltInRunner.Ended::exitCode).isEqualTo(0);
        var unpacked = unpack(execute);

        assertThat(execute.output("select", "count")).isEqualTo("4");
        assertThat(execute.output("select", "bytes")).isEqualTo("15");
        assertThat(unpacked.resolve("sub/with space\nand newline.log")).hasContent("odd");
        assertThat(unpacked.resolve("-rf.log")).hasContent("dash");
        assertThat(unpacked.resolve("observer.log.1")).hasContent("older");
        assertThat(unpacked.resolve("observer.txt")).doesNotExist();
    }

    @Test
    void outputsTheChecksumOfTheArchive() throws Exception {
        var execute = execute("");
        execute.all();
        var sha256 =
                MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(archive(execute)));

        assertThat(execute.output("verify", "sha256")).isEqualTo(HexFormat.of().formatHex(sha256));
        assertThat(execute.output("verify", "count")).isEqualTo("4");
        assertThat(archive(execute).getFileName().toString())
                .matches("logs-.+-\\d{8}T\\d{6}Z\\.tar\\.gz");
    }

    @Test
    void leavesOnlyAPrivateArchive() throws Exception {
        var execute = execute("");
        execute.all();

        assertThat(archive(execute).getParent())
                .isDirectoryNotContaining(file -> !file.equals(archive(execute)));
        assertThat(Files.getPosixFilePermissions(archive(execute)))
                .hasToString("[OWNER_READ, OWNER_WRITE]")
                .hasSize(2);
    }

    @Test
    void selectsByTimeIncludingBothEnds() throws Exception {
        assertThat(selected(", 'from': '2026-03-01T12:00:00Z', 'to': '2026-03-01T12:00:00Z'"))
                .isEqualTo("2");
        assertThat(selected(", 'from': '2026-03-01T12:00:01Z'")).isEqualTo("1");
        assertThat(selected(", 'to': '2026-03-01T13:59:59+02:00'")).isEqualTo("1");
        assertThat(selected(", 'from': '2026-02-28 00:00:00', 'to': '2026-03-03 00:00:00'"))
                .isEqualTo("4");
    }

    @Test
    void selectsByPattern() throws Exception {
        assertThat(selected(", 'patterns': ['*.txt']")).isEqualTo("1");
        assertThat(selected(", 'patterns': ['*.txt', 'observer.lo?', '--', '-delete']"))
                .isEqualTo("2");
    }

    @Test
    void archivesAFileOnceFromNestedDirectories() throws Exception {
        var execute =
                new BuiltInRunner(
                        directory,
                        "host.collect-logs",
                        "{'directories': ['" + logs + "', '" + logs + "/sub']}");

        assertThat(execute.all().exitCode()).isZero();
        assertThat(execute.output("verify", "count")).isEqualTo("4");
    }

    @Test
    void refusesMoreThanTheLimitWithBothSizes() throws Exception {
        var ended = execute(", 'maxBytes': 14").run("select");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.text()).endsWith("the files have 15 bytes, the limit (maxBytes) is 14\n");
    }

    @Test
    void refusesAMissingDirectory() throws Exception {
        var ended =
                new BuiltInRunner(
                                directory,
                                "host.collect-logs",
                                "{'directories': ['" + logs + "', '/no/such $(dir)']}")
                        .run("select");

        assertThat(ended)
                .isEqualTo(
                        new BuiltInRunner.Ended(1, "directory /no/such $(dir) does not exist\n"));
    }

    @Test
    void refusesAnEmptySelection() throws Exception {
        assertThat(execute(", 'patterns': ['*.none']").run("select"))
                .isEqualTo(new BuiltInRunner.Ended(1, "no file matches\n"));
    }

    @Test
    void refusesANonexistentTime() throws Exception {
        var ended = execute(", 'from': '2026-13-41T00:00:00Z'").run("select");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.text()).endsWith("from: 2026-13-41T00:00:00Z is no date\n");
    }

    @Test
    void archivesRemainingFilesAndNamesDeletedOnes() throws Exception {
        log("sub/second\nline.log", "gone", NOON);
        log("gone dir/a.log", "gone", NOON);
        var execute = execute("");
        execute.run("select");
        Files.delete(logs.resolve("observer.log"));
        Files.delete(logs.resolve("sub/second\nline.log"));
        Files.delete(logs.resolve("gone dir/a.log"));
        Files.delete(logs.resolve("gone dir"));
        Files.delete(logs.resolve("-rf.log"));
        Files.createSymbolicLink(logs.resolve("-rf.log"), Path.of("/etc/passwd"));

        assertThat(execute.run("archive").exitCode()).isZero();
        assertThat(execute.run("verify").exitCode()).isZero();
        assertThat(execute.output("archive", "count")).isEqualTo("2");
        assertThat(execute.output("archive", "leftOut")).isEqualTo("4");
        var unpacked = unpack(execute);
        assertThat(unpacked.resolve("sub/with space\nand newline.log")).hasContent("odd");
        assertThat(unpacked.resolve("-rf.log")).doesNotExist();
        assertThat(directory.resolve("unpacked/left-out.txt"))
                .content()
                .contains(
                        logs + "/observer.log: ",
                        logs + "/sub/second?line.log: ",
                        logs + "/gone dir/a.log: its directory",
                        logs + "/-rf.log: ");
        assertThat(directory.resolve("attempt 3/contents.txt"))
                .content()
                .contains("left out: " + logs + "/observer.log");
    }

    @Test
    void failsWithoutAnArchiveIfEverySelectedFileWasDeleted() throws Exception {
        var execute = execute(", 'patterns': ['observer.log']");
        execute.run("select");
        Files.delete(logs.resolve("observer.log"));
        var ended = execute.run("archive");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.text()).endsWith("none of the chosen files could be read\n");
        assertThat(directory.resolve("attempt 2")).isEmptyDirectory();
        assertThat(execute.rollBack("archive").exitCode()).isZero();
    }

    @Test
    void archivesNothingBehindADirectoryThatBecameALink() throws Exception {
        var execute = execute("");
        execute.run("select");
        var secret = Files.createDirectories(directory.resolve("secret"));
        Files.writeString(secret.resolve("with space\nand newline.log"), "secret");
        Files.move(logs.resolve("sub"), logs.resolve("moved"));
        Files.createSymbolicLink(logs.resolve("sub"), secret);

        assertThat(execute.run("archive").exitCode()).isZero();
        var unpacked = unpack(execute);
        assertThat(unpacked.resolve("sub")).doesNotExist();
        assertThat(directory.resolve("unpacked/left-out.txt"))
                .content()
                .contains("/sub/with space?and newline.log: its directory");
    }

    @Test
    void archivesNamesThatTarOrSedWouldChange() throws Exception {
        for (var name :
                List.of(
                        "a,b&c\\d/x.log",
                        "100%\\n/%p.log",
                        "日志/日.log",
                        "nl\nnl/x.log",
                        "q'\"$(id)`/x.log")) {
            log(name, name, NOON);
        }
        var execute = execute("");
        assertThat(execute.all().exitCode()).isZero();
        var unpacked = unpack(execute);
        for (var name :
                List.of(
                        "a,b&c\\d/x.log",
                        "100%\\n/%p.log",
                        "日志/日.log",
                        "nl\nnl/x.log",
                        "q'\"$(id)`/x.log")) {
            assertThat(unpacked.resolve(name)).hasContent(name);
        }
        assertThat(execute.output("verify", "count")).isEqualTo("9");
    }

    @Test
    void refusesTheDataDirectoryAndDirectoriesThatAreNotAllowed() throws Exception {
        var data = Files.createDirectories(directory.resolve("data/secrets"));
        Files.writeString(data.resolve("s.log"), "secret");
        Files.createSymbolicLink(logs.resolve("way in"), data);
        Files.createSymbolicLink(logs.resolve("way out"), Path.of("/etc"));

        for (var inside :
                List.of(
                        data,
                        logs.resolve("way in"),
                        logs.resolve("../data"),
                        directory.resolve("data"))) {
            assertThat(select(inside))
                    .endsWith("is in the data directory of the daemon, which is never collected\n");
        }
        for (var outside : List.of(Path.of("/etc"), logs.resolve("way out"), Path.of("/"))) {
            assertThat(select(outside))
                    .contains("is in none of the directories the site allows: " + directory);
        }
    }

    @Test
    void skipsTheDataDirectoryBelowAnAllowedOne() throws Exception {
        Files.createDirectories(directory.resolve("data/secrets"));
        Files.writeString(directory.resolve("data/secrets/s.log"), "secret");
        var execute =
                new BuiltInRunner(
                        directory,
                        "host.collect-logs",
                        "{'directories': ['" + directory + "'], 'patterns': ['s.log', '-rf.log']}");

        assertThat(execute.all().exitCode()).isZero();
        assertThat(execute.output("verify", "count")).isEqualTo("1");
        unpack(execute);
        assertThat(directory.resolve("unpacked/left-out.txt"))
                .content()
                .contains("the data directory of the daemon is never collected");
    }

    private String select(Path wanted) throws Exception {
        var ended =
                new BuiltInRunner(
                                directory,
                                "host.collect-logs",
                                "{'directories': ['" + wanted + "']}")
                        .run("select");
        assertThat(ended.exitCode()).isEqualTo(1);
        return ended.text();
    }

    @Test
    void rollbackRemovesTheArchive() throws Exception {
        var execute = execute("");
        execute.all();
        assertThat(archive(execute)).exists();

        assertThat(execute.rollBack("archive").exitCode()).isZero();
        assertThat(archive(execute)).doesNotExist();
        assertThat(logs.resolve("observer.log")).exists();
    }

    @Test
    void detectsADamagedArchive() throws Exception {
        var execute = execute("");
        execute.all();
        var bytes = Files.readAllBytes(archive(execute));
        bytes[bytes.length / 2] ^= 0x55;
        Files.write(archive(execute), bytes);

        assertThat(execute.run("verify"))
                .satisfies(
                        ended -> {
                            assertThat(ended.exitCode()).isEqualTo(1);
                            assertThat(ended.text()).endsWith("the archive is damaged\n");
                        });
    }

    @Test
    void refusesParametersThatAreNotPathsOrTimes() {
        var params =
                new Catalogue(() -> directory.resolve("none"), FakeKind.KINDS)
                        .find("host.collect-logs")
                        .orElseThrow()
                        .operation()
                        .params();

        assertThat(
                        List.of(
                                "{}",
                                "{'directories': []}",
                                "{'directories': ['var/log']}",
                                "{'directories': ['/'], 'patterns': ['../x']}",
                                "{'directories': ['/'], 'from': 'yesterday'}",
                                "{'directories': ['/'], 'maxBytes': 0}"))
                .allSatisfy(
                        given ->
                                assertThat(params.check(OperationExamples.json(given)))
                                        .isInstanceOf(ParameterSchema.Refused.class));
    }

    private String selected(String more) throws Exception {
        var execute = execute(more);
        assertThat(execute.run("select").exitCode()).isZero();
        return execute.output("select", "count");
    }

    private BuiltInRunner execute(String more) {
        return new BuiltInRunner(
                directory, "host.collect-logs", "{'directories': ['" + logs + "']" + more + "}");
    }

    private static Path archive(BuiltInRunner execute) {
        return Path.of(execute.output("archive", "archive"));
    }

    private Path unpack(BuiltInRunner execute) throws Exception {
        var target = Files.createDirectories(directory.resolve("unpacked"));
        var tar =
                new ProcessBuilder(
                                "tar", "-xzf", archive(execute).toString(), "-C", target.toString())
                        .inheritIO()
                        .start();
        assertThat(tar.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return target.resolve(logs.toString().substring(1));
    }

    private void log(String name, String text, Instant changed) throws IOException {
        var file = logs.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(changed));
    }
}
