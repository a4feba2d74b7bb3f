package dev.obtaskd.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadsTest {

    @TempDir
    Path dataDir;

    AttemptDirectory attempt;
    Downloads downloads;

    @BeforeEach
    void createsDirectory() throws IOException {
        attempt = new LogFixture(dataDir).directory;
        downloads = new Downloads(attempt);
        Files.writeString(attempt.log(), "log");
    }

    @Test
    void listsFilesWithSizeAndChecksum() throws IOException {
        Files.writeString(attempt.files().resolve("report"), "hello");
        Files.createDirectories(attempt.files().resolve("a/b"));
        Files.writeString(attempt.files().resolve("a/b/empty"), "");
        assertThat(downloads.list()).containsExactly(
                new Download("a/b/empty", 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
                new Download("report", 5, "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"));
    }

    @Test
    void offersNothingWhereNothingIs() throws IOException {
        Files.delete(attempt.files());
        assertThat(downloads.list()).isEmpty();
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
    @ValueSource(strings = {"", ".", "..", "../log", "a/../../log", "/etc/passwd", "a//b", "a/", "./a", "none",
        "a", "a/file/x", "nul\0"})
    void refusesOtherNames(String name) throws IOException {
        Files.createDirectories(attempt.files().resolve("a"));
        Files.writeString(attempt.files().resolve("a/file"), "x");
        assertThat(downloads.open(name)).isEmpty();
    }

    @Test
    void followsNoLinks() throws IOException {
        Files.createSymbolicLink(attempt.files().resolve("file"), attempt.log());
        Files.createSymbolicLink(attempt.files().resolve("folder"), attempt.path());
        assertThat(downloads.list()).isEmpty();
        assertThat(downloads.open("file")).isEmpty();
        assertThat(downloads.open("folder/log")).isEmpty();
    }

    @Test
    void doesNotOfferADirectoryPutInPlaceOfTheFiles() throws IOException {
        Files.delete(attempt.files());
        Files.createSymbolicLink(attempt.files(), attempt.path());
        assertThat(downloads.list()).isEmpty();
        assertThat(downloads.open("log")).isEmpty();
    }

    @Test
    void doesNotWaitForAPipe() throws Exception {
        var pipe = attempt.files().resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> assertThat(downloads.open("pipe")).isEmpty());
        assertThat(downloads.list()).isEmpty();
    }

    @Test
    void offersTheFirstThousand() throws IOException {
        for (var i = 0; i < 1010; i++) {
            Files.createFile(attempt.files().resolve("%04d".formatted(i)));
        }
        assertThat(downloads.list()).hasSize(1000).last().extracting(Download::name).isEqualTo("0999");
    }

    @Test
    void leavesOutWhatIsTooLarge() throws IOException {
        try (var file = new RandomAccessFile(attempt.files().resolve("large").toFile(), "rw")) {
            file.setLength(Downloads.MAX_BYTES + 1);
        }
        Files.writeString(attempt.files().resolve("small"), "x");
        assertThat(downloads.list()).extracting(Download::name).containsExactly("small");
    }
}
