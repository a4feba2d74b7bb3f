package dev.obtaskd.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.obtaskd.path.PathNames;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OfferedFilesTest {

    @TempDir Path dataDir;

    AttemptDirectory attempt;
    OfferedFiles downloads;

    @BeforeEach
    void createsDirectory() throws IOException {
        attempt = new LogFixture(dataDir).directory;
        downloads = new OfferedFiles(attempt);
        Files.writeString(attempt.log(), "log");
    }

    @Test
    void listsFilesWithSizeAndChecksum() throws IOException {
        Files.writeString(attempt.files().resolve("report"), "hello");
        Files.createDirectories(attempt.files().resolve("a/b"));
        Files.writeString(attempt.files().resolve("a/b/empty"), "");
        assertThat(downloads.list("", 9))
                .extracting(OfferedFile::name, OfferedFile::sizeBytes)
                .containsExactly(tuple("a/b/empty", 0L), tuple("report", 5L));
        assertThat(downloads.list("", 9))
                .extracting(file -> downloads.sha256(file).orElseThrow())
                .containsExactly(
                        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                        "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
    }

    @Test
    void listsNothingWithoutADirectory() throws IOException {
        Files.delete(attempt.files());
        assertThat(downloads.list("", 9)).isEmpty();
        assertThat(downloads.open("x")).isEmpty();
    }

    @Test
    void opensAFileByName() throws IOException {
        Files.createDirectories(attempt.files().resolve("a"));
        Files.writeString(attempt.files().resolve("a/b"), "hello");
        try (var channel = downloads.open("a/b").orElseThrow()) {
            assertThat(channel.size()).isEqualTo(5);
            assertThat(Channels.newInputStream(channel)).hasContent("hello");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "../log",
                "a/../../log",
                "/etc/passwd",
                "a//b",
                "a/",
                "./a",
                "none",
                "a",
                "a/file/x",
                "nul\0"
            })
    void refusesOtherNames(String name) throws IOException {
        Files.createDirectories(attempt.files().resolve("a"));
        Files.writeString(attempt.files().resolve("a/file"), "x");
        assertThat(downloads.open(name)).isEmpty();
    }

    @Test
    void followsNoLinks() throws IOException {
        Files.createSymbolicLink(attempt.files().resolve("file"), attempt.log());
        Files.createSymbolicLink(attempt.files().resolve("folder"), attempt.path());
        assertThat(downloads.list("", 9)).isEmpty();
        assertThat(downloads.open("file")).isEmpty();
        assertThat(downloads.open("folder/log")).isEmpty();
    }

    @Test
    void listsNothingIfTheDirectoryWasReplaced() throws IOException {
        Files.delete(attempt.files());
        Files.createSymbolicLink(attempt.files(), attempt.path());
        assertThat(downloads.list("", 9)).isEmpty();
        assertThat(downloads.open("log")).isEmpty();
    }

    @Test
    void doesNotWaitForAPipe() throws Exception {
        var pipe = attempt.files().resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> assertThat(downloads.open("pipe")).isEmpty());
        assertThat(downloads.list("", 9)).isEmpty();
    }

    @Test
    void listsEveryFilePageByPage() throws IOException {
        for (var i = 0; i < 1010; i++) {
            Files.createFile(attempt.files().resolve("%04d".formatted(i)));
        }
        assertThat(downloads.list("", 2000)).hasSize(1010);
        assertThat(downloads.list("1003", 5))
                .extracting(OfferedFile::name)
                .containsExactly("1003", "1004", "1005", "1006", "1007");
    }

    @Test
    void listsFilesThatAreTooLongForAChecksum() throws IOException {
        try (var file = new RandomAccessFile(attempt.files().resolve("large").toFile(), "rw")) {
            file.setLength(OfferedFiles.MAX_HASHED + 1);
        }
        assertThat(downloads.list("", 9))
                .extracting(OfferedFile::sizeBytes)
                .containsExactly(OfferedFiles.MAX_HASHED + 1);
    }

    @Test
    void namesFilesThatItOmits() throws IOException {
        Files.createSymbolicLink(attempt.files().resolve("link"), attempt.log());
        Files.createDirectories(attempt.files().resolve("d/".repeat(SecureDirectory.MAX_DEPTH)));
        Files.writeString(attempt.files().resolve("b"), "x");
        Files.writeString(attempt.files().resolve("a"), "x");
        var leftOut = new TreeMap<String, String>();
        assertThat(downloads.list("", 1, leftOut::put))
                .extracting(OfferedFile::name)
                .containsExactly("a");
        assertThat(leftOut)
                .containsOnlyKeys(
                        "b", "link", "d/".repeat(SecureDirectory.MAX_DEPTH).replaceFirst("/$", ""))
                .containsEntry("link", "it is a symbolic link")
                .containsEntry("b", "there are more than 1 files");
    }

    @Test
    void servesNamesThatAreNotText() throws IOException {
        var names = List.of("日志.txt", "a\\xB2b", "back\\slash", "line\nbreak", "100%25");
        for (var name : names) {
            Files.writeString(attempt.files().resolve(PathNames.path(name)), name);
        }
        var gbk =
                attempt.files().resolve(PathNames.path(new byte[] {(byte) 0xc8, (byte) 0xd5, 'x'}));
        Files.writeString(gbk, "gbk");
        assertThat(downloads.list("", 9))
                .extracting(OfferedFile::name)
                .containsExactlyInAnyOrder(
                        "日志.txt",
                        "a\\\\xB2b",
                        "back\\\\slash",
                        "line\\x0Abreak",
                        "100%25",
                        "\\xC8\\xD5x");
        for (var file : downloads.list("", 9)) {
            assertThat(downloads.open(file.name())).as(file.name()).isPresent();
        }
        assertThat(downloads.open("back\\slash")).isEmpty();
    }

    @Test
    void opensNothingAfterTheDirectoryWasDeleted() throws IOException {
        Files.delete(attempt.files());
        assertThat(downloads.any()).isFalse();
        assertThat(downloads.open("x".repeat(300))).isEmpty();
    }
}
