package dev.obtaskd.step.exec.output;

import dev.obtaskd.step.StepLog;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Releases the disk space of output that is in the log or will be discarded, while the program
 * writes: the file keeps its length and gets holes. Without support for holes the file grows.
 */
final class ConsumedOutput {

    /** The least size of a hole; for each one the log is forced to disk. */
    private static final long WORTH = 16L * 1024 * 1024;

    /**
     * Not released, so that a later daemon can continue the log: it holds back incomplete secrets
     * and the end of omitted output.
     */
    private static final long KEPT = 1024 * 1024;

    private final Path file;
    private final Supplier<Optional<Fallocate>> linking;
    private final LongSupplier length;
    private final HolePuncher inLog;
    private final DiscardedOutput leftOut;
    private @Nullable CompletableFuture<Optional<Fallocate>> holes;

    /**
     * @param length how many bytes of the file may be read now
     */
    ConsumedOutput(Path file, StepLog log, LongSupplier length) {
        this(file, log, length, WORTH, Fallocate::linked);
    }

    /**
     * @param linking called once at most; most outputs are too small for a hole
     */
    ConsumedOutput(
            Path file,
            StepLog log,
            LongSupplier length,
            long worth,
            Supplier<Optional<Fallocate>> linking) {
        this.file = file;
        this.linking = linking;
        this.length = length;
        this.inLog =
                new HolePuncher(
                        worth,
                        (from, bytes) -> {
                            // A power cut may undo the last writes to the log, but not a hole,
                            // which would be read as zeros.
                            log.force();
                            return punch(from, bytes);
                        },
                        Fallocate.ASIDE);
        this.leftOut =
                new DiscardedOutput(
                        worth, this::punch, () -> length.getAsLong() - KEPT, Fallocate.ASIDE);
    }

    /** Output before the position is in the log or discarded. */
    void upTo(long position) {
        inLog.grow(0, position - KEPT);
    }

    /** Output after the position will be discarded, except its end. */
    void beyond(long position) {
        if (length.getAsLong() > KEPT) {
            // Links early, before the first hole is due.
            holes();
        }
        leftOut.beyond(position + KEPT);
    }

    /**
     * Whether the log grows faster than the disk accepts: output read meanwhile would be on disk
     * twice.
     */
    boolean behind(long position) {
        return inLog.behind(position - KEPT);
    }

    /** Waits until no hole is being made. */
    void rest() {
        inLog.rest();
        leftOut.rest();
    }

    private boolean punch(long from, long bytes) {
        return holes().join().map(linked -> linked.punch(file, from, bytes)).orElse(false);
    }

    private CompletableFuture<Optional<Fallocate>> holes() {
        if (holes == null) {
            holes = CompletableFuture.supplyAsync(linking, Fallocate.ASIDE);
        }
        return holes;
    }
}
