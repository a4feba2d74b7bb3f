package dev.obtaskd.step.exec.output;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** A hole in a file that grows at its end, one part at a time, concurrently with a reader. */
final class HolePuncher {

    /** Makes a hole. */
    interface Maker {

        /**
         * Makes a hole of these bytes.
         *
         * @return false if the file system does not support holes
         */
        boolean make(long from, long length);
    }

    private final long worth;
    private final Maker maker;
    private final Executor aside;
    private long end;
    private CompletableFuture<Boolean> growing = CompletableFuture.completedFuture(true);

    /**
     * Starts without a hole.
     *
     * @param worth minimum size of a part in bytes
     * @param aside makes the parts
     */
    HolePuncher(long worth, Maker maker, Executor aside) {
        this.worth = worth;
        this.maker = maker;
        this.aside = aside;
    }

    /**
     * Extends the hole by the bytes between the positions, unless they are too few or another part
     * is being made; the caller may retry.
     *
     * @return whether the hole is extended
     * @throws RuntimeException what the maker threw for an earlier part
     */
    boolean grow(long from, long to) {
        if (!due(from, to)) {
            return false;
        }
        var start = Math.max(end, from);
        end = to;
        growing = CompletableFuture.supplyAsync(() -> maker.make(start, to - start), aside);
        return true;
    }

    /**
     * Whether {@link #grow} would extend the hole.
     *
     * @throws RuntimeException what the maker threw for an earlier part
     */
    boolean due(long from, long to) {
        return worthIt(from, to) && growing.isDone() && possible();
    }

    /** Whether one part is being made while the next one, up to this position, is large enough. */
    boolean behind(long to) {
        return worthIt(0, to) && !growing.isDone();
    }

    /** Waits until no part is being made. */
    void rest() {
        growing.handle((made, broken) -> made).join();
    }

    private boolean worthIt(long from, long to) {
        return to - Math.max(end, from) >= worth;
    }

    private boolean possible() {
        try {
            return growing.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
