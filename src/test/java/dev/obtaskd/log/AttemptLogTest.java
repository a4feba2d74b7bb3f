package dev.obtaskd.log;

import static dev.obtaskd.log.LogFixture.append;
import static dev.obtaskd.log.LogFixture.masking;
import static dev.obtaskd.step.StepLog.Stream.STDERR;
import static dev.obtaskd.step.StepLog.Stream.STDOUT;
import static dev.obtaskd.step.StepLog.Stream.SYSTEM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptLogTest {

    @TempDir Path dataDir;

    LogFixture fixture;

    @BeforeEach
    void createsDirectory() throws IOException {
        fixture = new LogFixture(dataDir);
    }

    @Test
    void writesCriRecords() throws IOException {
        try (var log = fixture.open()) {
            append(log, STDOUT, "one\ntw");
            append(log, STDERR, "oh\n");
            append(log, STDOUT, "o\n");
            log.system("done");
            assertThat(log.lines()).isEqualTo(4);
            assertThat(log.bytes()).isEqualTo(Files.size(fixture.directory.log()));
        }
        assertThat(fixture.directory.log())
                .hasContent(
                        """
                        2026-01-02T03:04:05.678901Z stdout F one
                        2026-01-02T03:04:05.678901Z stdout P tw
                        2026-01-02T03:04:05.678901Z stderr F oh
                        2026-01-02T03:04:05.678901Z stdout F o
                        2026-01-02T03:04:05.678901Z system F done
                        """);
    }

    @Test
    void splitsLongLines() throws IOException {
        var line = new byte[40_000];
        Arrays.fill(line, (byte) 'x');
        try (var log = fixture.open()) {
            append(log, STDOUT, line);
        }
        assertThat(Files.readAllLines(fixture.directory.log()))
                .extracting(record -> record.length() - RecordFormat.MIN_RECORD)
                .containsExactly(16_384, 16_384, 40_000 - 2 * 16_384);
    }

    @Test
    void restoresRandomPiecesByteForByte() throws IOException {
        var seed = System.nanoTime();
        var random = new Random(seed);
        var out = new byte[300_000];
        random.nextBytes(out);
        for (var i = 0; i < out.length; i += 1 + random.nextInt(60)) {
            out[i] = (byte) (random.nextBoolean() ? '\n' : 0);
        }
        var log = fixture.open();
        for (var at = 0; at < out.length; ) {
            var length =
                    Math.min(random.nextInt(random.nextBoolean() ? 10 : 40_000), out.length - at);
            log.append(STDOUT, out, at, length);
            append(log, STDERR, "e\n");
            at += length;
            if (random.nextInt(10) == 0) {
                log.close();
                log = fixture.open();
                assertThat(log.consumed(STDOUT)).as("seed %d", seed).isEqualTo(at);
            }
        }
        log.close();
        assertThat(fixture.brought(STDOUT)).as("seed %d", seed).isEqualTo(out);
    }

    @Test
    void countsCorrectlyAfterAnyTruncationOfTheLastRecord() throws IOException {
        try (var log = fixture.open(masking("secret"), 1_000_000)) {
            append(log, STDOUT, "a\nbx");
            append(log, STDOUT, "the secret is\n");
        }
        var whole = Files.readAllBytes(fixture.directory.log());
        var last = new String(whole).lastIndexOf("2026");
        for (var length = last; length <= whole.length; length++) {
            Files.write(fixture.directory.log(), Arrays.copyOf(whole, length));
            try (var log = fixture.open()) {
                assertThat(log.consumed(STDOUT))
                        .as("length %d", length)
                        .isEqualTo(length < whole.length ? 4 : 18);
                assertThat(log.lines()).isEqualTo(2);
            }
        }
    }

    @Test
    void keepsLineNumbersWhenReopened() throws IOException {
        try (var log = fixture.open()) {
            append(log, STDOUT, "one\ntw");
        }
        try (var log = fixture.open()) {
            append(log, STDOUT, "o\nthree\n");
            assertThat(log.lines()).isEqualTo(3);
        }
        assertThat(fixture.texts()).containsExactly("one", "two", "three");
    }

    @Test
    void appendsAfterZerosThatAPowerLossLeft() throws IOException {
        try (var log = fixture.open()) {
            append(log, STDOUT, "one\n");
        }
        Files.write(fixture.directory.log(), new byte[5000], StandardOpenOption.APPEND);
        try (var log = fixture.open()) {
            append(log, STDOUT, "two\n");
        }
        assertThat(fixture.texts()).containsExactly("one", "two");
    }

    @Test
    void keepsTheEndOfExcessOutputAndReportsTheGap() throws IOException {
        var flood = "%09d\n".repeat(20_000).formatted(IntStream.range(0, 20_000).boxed().toArray());
        try (var log = fixture.open(masking("000019998"), 200)) {
            append(log, STDOUT, "start\nhalf a li");
            append(log, STDERR, "e\n");
            append(log, STDOUT, "ne\n" + flood);
            append(log, STDERR, "broken\n");
        }
        var kept = TailBuffer.KEPT / 10;
        assertThat(fixture.texts().subList(0, 5))
                .containsExactly(
                        "start",
                        "half a line",
                        "e",
                        (20_000 - kept) * 10 + " bytes left out",
                        "%09d".formatted(20_000 - kept));
        assertThat(fixture.texts())
                .hasSize(4 + kept + 1)
                .endsWith("000019997", "******", "000019999", "broken");
        try (var log = fixture.open(SecretMasking.none(), 100)) {
            assertThat(log.consumed(STDOUT)).isEqualTo(18 + flood.length());
            assertThat(log.consumed(STDERR)).isEqualTo(9);
        }
        assertThat(fixture.texts()).hasSize(4 + kept + 1);
    }

    @Test
    void skippedOutputIsDiscardedAsIfItHadBeenRead() throws IOException {
        var flood = "%09d\n".repeat(20_000).formatted(IntStream.range(0, 20_000).boxed().toArray());
        try (var log = fixture.open(SecretMasking.none(), 200)) {
            assertThat(log.pass(STDOUT, 1_000_000)).as("discarded by a log with space").isZero();
            append(log, STDOUT, "start\n" + flood.substring(0, 1_000));
            append(log, STDOUT, flood.substring(1_000, 2_000));
            var waiting = flood.length() - 2_000;
            var passed = log.pass(STDOUT, waiting);
            assertThat(passed).isEqualTo(waiting - TailBuffer.KEPT);
            assertThat(log.pass(STDERR, waiting))
                    .as("discarded from a stream without output")
                    .isZero();
            append(log, STDOUT, flood.substring(2_000 + (int) passed));
            assertThat(log.pass(STDOUT, TailBuffer.KEPT))
                    .as("discarded from a possible end")
                    .isZero();
            assertThat(log.consumed(STDOUT)).isEqualTo(6 + flood.length());
        }
        var kept = TailBuffer.KEPT / 10;
        assertThat(fixture.texts())
                .contains("%09d".formatted(20_000 - kept), "000019999")
                .anyMatch(text -> text.endsWith(" bytes left out"));
        assertThat(fixture.brought(STDOUT).length + discarded()).isEqualTo(6 + flood.length());
    }

    private long discarded() throws IOException {
        return fixture.texts().stream()
                .filter(text -> text.endsWith(" bytes left out"))
                .mapToLong(text -> Long.parseLong(text.substring(0, text.indexOf(' '))))
                .sum();
    }

    @Test
    void endsAnOpenLineBeforeAGap() throws IOException {
        try (var log = fixture.open(SecretMasking.none(), 60)) {
            append(log, STDOUT, "one");
            append(log, STDOUT, "x".repeat(100_000) + "\nlast\n");
            assertThat(log.consumed(STDOUT)).isEqualTo(100_009);
        }
        assertThat(fixture.texts()).containsExactly("one", "100001 bytes left out", "last");
        try (var log = fixture.open()) {
            assertThat(log.consumed(STDOUT)).isEqualTo(100_009);
        }
    }

    @Test
    void discardsExcessOutputAndReportsIt() throws IOException {
        try (var log = fixture.open(SecretMasking.none(), 100)) {
            append(log, STDOUT, "0123456789\n".repeat(4));
            log.system("still heard");
            append(log, STDOUT, "more\n");
            assertThat(log.consumed(STDOUT)).isEqualTo(49);
        }
        assertThat(fixture.texts())
                .containsExactly(
                        "0123456789",
                        "0123456789",
                        "still heard",
                        "0123456789",
                        "0123456789",
                        "more");
    }

    @Test
    void masksSecretsAcrossPieces() throws IOException {
        try (var log = fixture.open(masking("hunter2", "line-one\nline-two"), 1_000_000)) {
            append(log, STDOUT, "a hun");
            append(log, STDOUT, "ter2 b hunter2\n");
            append(log, STDOUT, "line-two");
            append(log, STDOUT, " hunt\n");
            log.system("with hunter2");
            assertThat(log.consumed(STDOUT)).isEqualTo(20 + 14);
        }
        assertThat(fixture.texts())
                .containsExactly("a ****** b ******", "****** hunt", "with ******");
        try (var log = fixture.open()) {
            assertThat(log.consumed(STDOUT)).isEqualTo(20 + 14);
        }
    }

    @Test
    void writesThePendingBeginningOfASecretAtTheEnd() throws IOException {
        try (var log = fixture.open(masking("hunter2"), 1_000_000)) {
            append(log, STDOUT, "the hunt");
            assertThat(fixture.texts()).containsExactly("the ");
        }
        assertThat(fixture.texts()).containsExactly("the hunt");
    }

    @Test
    void splitsSystemTextIntoLines() throws IOException {
        try (var log = fixture.open()) {
            log.system("one\ntwo");
        }
        assertThat(fixture.reader().page(1, 10).lines())
                .extracting(LogLine::stream)
                .containsExactly(SYSTEM, SYSTEM);
        assertThat(fixture.texts()).containsExactly("one", "two");
    }

    @Test
    void endsAPartialSystemLineBeforeTheNext() throws IOException {
        Files.writeString(fixture.directory.log(), "2026-01-02T03:04:05.678901Z system P h\n");
        try (var log = fixture.open()) {
            log.system("whole");
        }
        assertThat(fixture.texts()).containsExactly("h", "whole");
    }

    @Test
    void continuesAfterTheDiskWasFull() throws IOException {
        var disk = new FullDisk(fixture.directory.log().toFile());
        try (var log =
                AttemptLog.open(
                        disk,
                        fixture.directory,
                        LogFixture.CLOCK,
                        SecretMasking.none(),
                        1_000_000,
                        () -> {})) {
            append(log, STDOUT, "one\n");
            disk.full = true;
            assertThatThrownBy(() -> append(log, STDOUT, "two\n"))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("No space left");
            assertThat(log.consumed(STDOUT)).isEqualTo(4);
            disk.full = false;
            append(log, STDOUT, "two\n");
        }
        assertThat(fixture.texts()).containsExactly("one", "two");
    }

    @Test
    void refusesOutputAfterClose() throws IOException {
        var log = fixture.open();
        log.close();
        log.close();
        assertThatThrownBy(() -> log.system("late")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(log::force)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot be written");
    }

    @Test
    void refusesSystemAsStreamOfAProgram() throws IOException {
        try (var log = fixture.open()) {
            assertThatThrownBy(() -> append(log, SYSTEM, "x"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** A disk that accepts half of each write while it is full. */
    private static final class FullDisk extends RandomAccessFile {
        boolean full;

        FullDisk(File file) throws IOException {
            super(file, "rw");
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            super.write(bytes, offset, full ? length / 2 : length);
            if (full) {
                throw new IOException("No space left on device");
            }
        }
    }
}
