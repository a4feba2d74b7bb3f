package dev.obtaskd.testing;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Thrown where a caller would block. A simulation has one thread only, so the caller gets the
 * result later, or is called again, when the simulation has produced it.
 */
public final class WouldBlockException extends Error {

    private final transient CompletableFuture<?> answer;

    public WouldBlockException(CompletableFuture<?> answer) {
        super(null, null, false, false);
        this.answer = answer;
    }

    /** Calls code that waits for the result of a write as its last action. */
    @SuppressWarnings("unchecked")
    public static <T> CompletableFuture<T> answerOf(Supplier<T> caller) {
        try {
            return CompletableFuture.completedFuture(caller.get());
        } catch (WouldBlockException blocked) {
            return (CompletableFuture<T>) blocked.answer;
        }
    }
}
