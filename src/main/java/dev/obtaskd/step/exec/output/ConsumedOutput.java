package dev.obtaskd.step.exec.output;

import dev.obtaskd.step.StepLog;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives the disk back what of an output file is in the log already or will never be, while the
 * program goes on writing: its length stays, the rest becomes holes. Where that cannot be done the
 * file just grows.
 */
final class ConsumedOutput {

    /** Each time the log is forced to the disk, so it has to be worth it. */
    private static final long WORTH = 16L * 1024 * 1024;

    /**
     * Stays, for a log that has to be gone on with: it holds back half secrets, and the last of
     * what it leaves out.
     */
    private static final long KEPT = 1024 * 1024;

    private final Path file;
    private final Supplier<Optional<Fallocate>> linking;
    private final LongSupplier length;
    private final HolePuncher inLog;
    private final DiscardedOutput leftOut;
    private @Nullable CompletableFuture<Optional<Fallocate>> holes;

    /**
     * @param length how much there is in the file now that may be read
     */
    ConsumedOutput(Path file, StepLog log, LongSupplier length) {
        this(file, log, length, WORTH, Fallocate::linked);
    }

    /**
     * @param linking is asked once at most, as most outputs are too small to need any hole
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
                            // A power cut may undo what the log was given last, but no hole: that
                            // would be read, and be zeros.
                            log.force();
                            return punch(from, bytes);
                        },
                        Fallocate.ASIDE);
        this.leftOut =
                new DiscardedOutput(
                        worth, this::punch, () -> length.getAsLong() - KEPT, Fallocate.ASIDE);
    }

    /** Everything before the position is in the log, or left out. */
    void upTo(long position) {
        inLog.grow(0, position - KEPT);
    }

    /** What comes after the position will be left out, but for its end. */
    void beyond(long position) {
        if (length.getAsLong() > KEPT) {
            // Long before the first hole.
            holes();
        }
        leftOut.beyond(position + KEPT);
    }

    /**
     * Whether the log gets more than the disk takes: what is read meanwhile will be on the disk
     * twice.
     */
    boolean behind(long position) {
        return inLog.behind(position - KEPT);
    }

    /** Returns when nothing is done to the file any more, until there is more to do. */
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
