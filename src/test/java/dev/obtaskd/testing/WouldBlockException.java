package dev.obtaskd.testing;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * A caller would block here. A simulation has one thread only: a caller that would block throws
 * this throwable, and is told the answer, or called once more, when the simulation has come to it.
 */
public final class WouldBlockException extends Error {

    private final transient CompletableFuture<?> answer;

    public WouldBlockException(CompletableFuture<?> answer) {
        super(null, null, false, false);
        this.answer = answer;
    }

    /** Calls something that waits for the answer to a write at its very end. */
    @SuppressWarnings("unchecked")
    public static <T> CompletableFuture<T> answerOf(Supplier<T> caller) {
        try {
            return CompletableFuture.completedFuture(caller.get());
        } catch (WouldBlockException blocked) {
            return (CompletableFuture<T>) blocked.answer;
        }
    }
}
