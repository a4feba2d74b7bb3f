package dev.obtaskd.step.exec.output;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** A hole in a file that grows at its end, a part at a time, beside the one who reads the file. */
final class HolePuncher {

    /** Makes a hole. */
    interface Maker {

        /**
         * Makes a hole of these bytes.
         *
         * @return false if there cannot be any
         */
        boolean make(long from, long length);
    }

    private final long worth;
    private final Maker maker;
    private final Executor aside;
    private long end;
    private CompletableFuture<Boolean> growing = CompletableFuture.completedFuture(true);

    /**
     * A hole that is not there yet.
     *
     * @param worth how many bytes a part has at least
     * @param aside where the parts are made
     */
    HolePuncher(long worth, Maker maker, Executor aside) {
        this.worth = worth;
        this.maker = maker;
        this.aside = aside;
    }

    /**
     * Has the bytes between the positions become a part of it, unless they are not worth it, or
     * another part is being made: then they may come again with the next.
     *
     * @return whether they do
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
     * Whether the bytes between the positions would become a part of it.
     *
     * @throws RuntimeException what the maker threw for an earlier part
     */
    boolean due(long from, long to) {
        return worthIt(from, to) && growing.isDone() && possible();
    }

    /** Whether one part is being made and a second one would be worth it by this position. */
    boolean behind(long to) {
        return worthIt(0, to) && !growing.isDone();
    }

    /** Returns when no part is being made. */
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
