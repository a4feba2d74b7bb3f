package dev.obtaskd.log;

import static dev.obtaskd.log.LogFixture.append;
import static dev.obtaskd.step.StepLog.Stream.STDOUT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskArchiveTest {

    @TempDir Path dataDir;

    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    LogFixture fixture;

    @BeforeEach
    void createsDirectory() throws IOException {
        fixture = new LogFixture(dataDir);
    }

    @Test
    void containsLogsFilesAndDescriptions() throws IOException {
        try (var log = fixture.open()) {
            append(log, STDOUT, "hello\n");
        }
        Files.createDirectory(fixture.directory.files().resolve("sub"));
        Files.writeString(fixture.directory.files().resolve("sub/report"), "fine");
        try (var zip = new TaskArchive(out)) {
            zip.entry("task.json", "{}".getBytes(StandardCharsets.UTF_8));
            zip.log(1, "prepare", "127.0.0.1:2887", 2, fixture.reader());
            zip.files("prepare", new OfferedFiles(fixture.directory));
        }
        assertThat(entries())
                .containsExactly(
                        Map.entry("task.json", "{}"),
                        Map.entry(
                                "1-prepare-127.0.0.1_2887-2.log",
                                "2026-01-02T03:04:05.678901Z stdout F hello\n"),
                        Map.entry("files/prepare/sub/report", "fine"));
    }

    @Test
    void makesNamesSafeAndUnique() throws IOException {
        try (var zip = new TaskArchive(out)) {
            for (var name :
                    new String[] {
                        "../../etc/passwd",
                        "..",
                        "a\\b:c.txt",
                        "A_B_c.txt",
                        "a_b_c.txt",
                        "",
                        "示例.csv"
                    }) {
                zip.entry(name, new byte[0]);
            }
        }
        assertThat(entries().keySet())
                .containsExactly(
                        ".._.._etc_passwd",
                        "_..",
                        "a_b_c.txt",
                        "A_B_c_2.txt",
                        "a_b_c_3.txt",
                        "_",
                        "示例.csv");
    }

    @Test
    void keepsDuplicateFilesOfSeveralAttempts() throws IOException {
        Files.writeString(fixture.directory.files().resolve("report"), "fine");
        try (var zip = new TaskArchive(out)) {
            zip.files("prepare", new OfferedFiles(fixture.directory));
            zip.files("prepare", new OfferedFiles(fixture.directory));
        }
        assertThat(entries().keySet())
                .containsExactly("files/prepare/report", "files/prepare/report_2");
    }

    @Test
    void namesMissingFiles() throws IOException {
        for (var name : new String[] {"a", "b", "c"}) {
            Files.writeString(fixture.directory.files().resolve(name), name);
        }
        Files.createSymbolicLink(fixture.directory.files().resolve("link"), Path.of("/etc/passwd"));
        try (var zip = new TaskArchive(out, 2)) {
            zip.files("prepare", new OfferedFiles(fixture.directory));
        }
        assertThat(entries().keySet())
                .containsExactly("files/prepare/a", "files/prepare/b", "left-out.txt");
        assertThat(entries().get("left-out.txt"))
                .contains(
                        "prepare/link: it is a symbolic link\n",
                        "prepare/c: there are more than 2 files\n");
    }

    private Map<String, String> entries() throws IOException {
        var entries = new LinkedHashMap<String, String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(
                        entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return entries;
    }
}
