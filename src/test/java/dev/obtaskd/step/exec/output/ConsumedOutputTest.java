package dev.obtaskd.step.exec.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.obtaskd.step.FakeContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsumedOutputTest {

    private static final long MIB = 1024 * 1024;

    @TempDir Path directory;

    private final AtomicLong length = new AtomicLong();
    private Path file;
    private FakeContext log;
    private ConsumedOutput consumed;

    @BeforeEach
    void aFileOf32Mebibytes() throws IOException {
        log = new FakeContext(directory, "1.1");
        var bytes = new byte[(int) (32 * MIB)];
        Arrays.fill(bytes, (byte) 1);
        file = Files.write(directory.resolve("stdout"), bytes);
        length.set(bytes.length);
        consumed = new ConsumedOutput(file, log, length::get, 2 * MIB, Fallocate::linked);
    }

    @Test
    void releasesTheSpaceOfReadOutputExceptItsEnd() throws Exception {
        upTo(3 * MIB - 1);
        assertThat(mebibytesOnDisk(file)).as("too little to release").isEqualTo(32);
        upTo(5 * MIB);
        assertThat(mebibytesOnDisk(file)).isEqualTo(28);
        upTo(32 * MIB);
        assertThat(mebibytesOnDisk(file)).isEqualTo(1);
        var left = Files.readAllBytes(file);
        assertThat(left).hasSize((int) (32 * MIB));
        assertThat(Arrays.copyOfRange(left, (int) (31 * MIB), (int) (32 * MIB))).containsOnly(1);
    }

    @Test
    void releasesTheSpaceOfDiscardedOutput() throws Exception {
        beyond(4 * MIB, 8 * MIB - 1);
        assertThat(mebibytesOnDisk(file)).as("too little to release").isEqualTo(32);
        beyond(4 * MIB, 10 * MIB);
        assertThat(mebibytesOnDisk(file)).isEqualTo(28);
        beyond(4 * MIB, 14 * MIB);
        assertThat(mebibytesOnDisk(file)).isEqualTo(24);
        var left = Files.readAllBytes(file);
        assertThat(Arrays.copyOfRange(left, 0, (int) (5 * MIB)))
                .as("size that the log may still take")
                .containsOnly(1);
        assertThat(Arrays.copyOfRange(left, (int) (13 * MIB), (int) (32 * MIB)))
                .as("end of the output")
                .containsOnly(1);
    }

    @Test
    void doesNothingIfUnsupported() throws Exception {
        Files.delete(file);
        upTo(4 * MIB);
        beyond(8 * MIB, 16 * MIB);
        assertThat(file).doesNotExist();
    }

    @Test
    void keepsTheFileIfFallocateIsUnavailable() throws Exception {
        var asked = new AtomicInteger();
        consumed =
                new ConsumedOutput(
                        file,
                        log,
                        length::get,
                        2 * MIB,
                        () -> {
                            asked.incrementAndGet();
                            return Fallocate.linked(name -> Optional.empty());
                        });
        upTo(4 * MIB);
        upTo(8 * MIB);
        beyond(16 * MIB, 32 * MIB);
        assertThat(mebibytesOnDisk(file)).isEqualTo(32);
        assertThat(asked).hasValue(1);
    }

    @Test
    void looksUpFallocateInAdvance() throws Exception {
        var asked = new AtomicInteger();
        consumed =
                new ConsumedOutput(
                        file,
                        log,
                        length::get,
                        2 * MIB,
                        () -> {
                            asked.incrementAndGet();
                            return Optional.empty();
                        });
        beyond(32 * MIB, MIB);
        assertThat(asked).as("large outputs").hasValue(0);
        length.incrementAndGet();
        consumed.beyond(32 * MIB);
        await().until(() -> asked.get() == 1);
    }

    @Test
    void forcesTheLogBeforeReleasingSpace() {
        var onDisk = new ArrayList<Long>();
        log.forcing = () -> onDisk.add(mebibytesOnDisk(file));
        beyond(20 * MIB, 24 * MIB);
        assertThat(onDisk).as("nothing of it is in the log").isEmpty();
        upTo(2 * MIB);
        assertThat(onDisk).as("no space is released").isEmpty();
        upTo(5 * MIB);
        upTo(9 * MIB);
        assertThat(onDisk).containsExactly(30L, 26L);
        assertThat(mebibytesOnDisk(file)).isEqualTo(22);
    }

    @Test
    void releasesNothingIfTheLogCannotBeForced() {
        log.full = true;
        upTo(5 * MIB);
        assertThatThrownBy(() -> consumed.upTo(8 * MIB)).isInstanceOf(UncheckedIOException.class);
        assertThat(mebibytesOnDisk(file)).isEqualTo(32);
    }

    /** A busy disk needs a second to force the log, while a program can write another gigabyte. */
    @Test
    void theReaderDoesNotWaitForTheLog() {
        var disk = new CompletableFuture<Void>();
        log.forcing = disk::join;
        consumed.upTo(5 * MIB);
        consumed.beyond(20 * MIB);
        await().until(() -> mebibytesOnDisk(file) == 32 - 10);
        assertThat(consumed.behind(7 * MIB - 1)).as("one part is in progress").isFalse();
        assertThat(consumed.behind(7 * MIB)).as("another one is due").isTrue();
        disk.complete(null);
        consumed.rest();
        assertThat(mebibytesOnDisk(file)).isEqualTo(32 - 10 - 4);
    }

    @Test
    void forcesTheLogOnItsOwnThread() throws Exception {
        var virtual = new ArrayList<Boolean>();
        log.forcing = () -> virtual.add(Thread.currentThread().isVirtual());
        Thread.startVirtualThread(() -> upTo(5 * MIB)).join();
        assertThat(virtual).containsExactly(false);
    }

    private void upTo(long position) {
        consumed.upTo(position);
        consumed.rest();
    }

    private void beyond(long position, long there) {
        length.set(there);
        consumed.beyond(position);
        consumed.rest();
    }

    /** The size reported by the file system, in contrast to the file's length. */
    static long mebibytesOnDisk(Path file) {
        try {
            var du = new ProcessBuilder("du", "--block-size=1M", file.toString()).start();
            return Long.parseLong(new String(du.getInputStream().readAllBytes()).split("\t")[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
