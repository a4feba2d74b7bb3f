package dev.obtaskd.step.exec.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.step.StepLog;
import dev.obtaskd.step.exec.proc.EndMark;
import dev.obtaskd.step.exec.proc.ProcessTag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputTailTest {

    private static final int END = 10;
    private static final int MIB = 1024 * 1024;

    @TempDir Path directory;

    /** A log that accepts a number of bytes, and then only the end of the output. */
    private static final class Small implements StepLog {
        private final int room;
        private final StringBuilder taken = new StringBuilder();

        /** Action that runs when the log is forced. */
        private CompletableFuture<Void> disk = CompletableFuture.completedFuture(null);

        private long consumed;

        Small(int room) {
            this.room = room;
        }

        @Override
        public void append(Stream stream, byte[] bytes, int offset, int length) {
            taken.append(new String(bytes, offset, length));
            consumed += length;
        }

        @Override
        public long pass(Stream stream, long waiting) {
            var passed = consumed < room ? 0 : Math.max(0, waiting - END);
            consumed += passed;
            return passed;
        }

        @Override
        public long room() {
            return Math.max(0, room - consumed);
        }

        @Override
        public void force() {
            disk.join();
        }

        @Override
        public void system(String text) {}

        @Override
        public long consumed(Stream stream) {
            return consumed;
        }
    }

    @Test
    void readsOnlyTheEndForAFullLog() throws IOException {
        var file =
                Files.writeString(
                        directory.resolve("stdout"),
                        "a".repeat(64 * 1024) + "b".repeat(5_000_000) + "0123456789");
        var log = new Small(1);
        try (var tail =
                new OutputTail(file, StepLog.Stream.STDOUT, log, EndMark.of(ProcessTag.fresh()))) {
            assertThat(tail.readChunk(OutputTail.buffer())).isTrue();
            readAll(tail);
        }
        assertThat(log.taken).hasToString("a".repeat(64 * 1024) + "0123456789");
    }

    /**
     * On the first read, since the output of a program that writes faster than its reader would
     * otherwise stay on disk.
     */
    @Test
    void releasesDiscardedOutputBeforeTheLogIsFull() throws Exception {
        var file = Files.write(directory.resolve("stdout"), new byte[80 * MIB]);
        try (var tail =
                new OutputTail(
                        file,
                        StepLog.Stream.STDOUT,
                        new Small(8 * MIB),
                        EndMark.of(ProcessTag.fresh()))) {
            tail.readChunk(OutputTail.buffer());
        }
        assertThat(ConsumedOutputTest.mebibytesOnDisk(file)).isBetween(8L, 12L);
    }

    /** Output that was read occupies the disk twice until the log is forced. */
    @Test
    void stopsReadingWhenTheDiskIsSlowerThanTheProgram() throws Exception {
        var file = Files.write(directory.resolve("stdout"), new byte[80 * MIB]);
        var log = new Small(Integer.MAX_VALUE);
        log.disk = new CompletableFuture<>();
        try (var tail =
                new OutputTail(file, StepLog.Stream.STDOUT, log, EndMark.of(ProcessTag.fresh()))) {
            for (var i = 0; i < 80 * MIB / (64 * 1024); i++) {
                assertThat(tail.readChunk(OutputTail.buffer())).isTrue();
            }
            assertThat(log.consumed).isBetween(32L * MIB, 34L * MIB);
            log.disk.complete(null);
            readAll(tail);
        }
        assertThat(log.consumed).isEqualTo(80L * MIB);
    }

    @Test
    void readsEverythingWhileTheLogHasSpace() throws IOException {
        var text = "b".repeat(1_000_000) + "end";
        var file = Files.writeString(directory.resolve("stdout"), text);
        var log = new Small(Integer.MAX_VALUE);
        try (var tail =
                new OutputTail(file, StepLog.Stream.STDOUT, log, EndMark.of(ProcessTag.fresh()))) {
            readAll(tail);
        }
        assertThat(log.taken).hasToString(text);
    }

    private static void readAll(OutputTail tail) throws IOException {
        var buffer = OutputTail.buffer();
        while (tail.readChunk(buffer)) {
            // the next one
        }
    }
}
