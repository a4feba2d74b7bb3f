package dev.obtaskd.step.exec;

import dev.obtaskd.step.StepLog;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives the disk back what of an output file is in the log already or will never be, while the program goes on
 * writing: its length stays, the rest becomes holes. Where that cannot be done the file just grows.
 */
final class Spent {

    /** Each time the kernel has to wait for what it is writing to the disk, so it has to be worth it. */
    private static final long WORTH = 32L * 1024 * 1024;
    /** Stays, for a log that has to be gone on with: it holds back half secrets, and the last of what it leaves out. */
    private static final long KEPT = 1024 * 1024;
    /** Waits for the disk in place of the caller, whose thread may carry other steps as well. */
    private static final Executor ASIDE = work -> Thread.ofPlatform().daemon().name("output-holes").start(work);

    private final Path file;
    private final StepLog log;
    private final long worth;
    private final Supplier<Optional<Holes>> linking;
    private long given;
    private long leftOut;
    private boolean possible = true;
    private @Nullable Holes holes;

    Spent(Path file, StepLog log) {
        this(file, log, WORTH, Holes::linked);
    }

    /** @param linking is asked once at most, as most outputs are too small to need any hole */
    Spent(Path file, StepLog log, long worth, Supplier<Optional<Holes>> linking) {
        this.file = file;
        this.log = log;
        this.worth = worth;
        this.linking = linking;
    }

    /** Everything before the position is in the log. */
    void upTo(long position) {
        // A power cut may undo what the log was given last, but no hole: that would be read, and be zeros.
        given = give(given, position - KEPT, log::force);
    }

    /** What is between the positions will be left out, but for its end. */
    void between(long from, long to) {
        leftOut = give(Math.max(leftOut, from + KEPT), to - KEPT, () -> {});
    }

    /** Returns to where the file is a hole now. */
    private long give(long from, long to, Runnable before) {
        if (!possible || to - from < worth) {
            return from;
        }
        possible = aside(() -> {
            before.run();
            return punch(from, to - from);
        });
        return to;
    }

    private static boolean aside(Supplier<Boolean> work) {
        try {
            return CompletableFuture.supplyAsync(work, ASIDE).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private boolean punch(long from, long length) {
        if (holes == null) {
            holes = linking.get().orElse(null);
        }
        return holes != null && holes.punch(file, from, length);
    }
}
