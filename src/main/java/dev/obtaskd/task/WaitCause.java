package dev.obtaskd.task;

import dev.obtaskd.text.LocalizedText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a WAITING sub task waits for.
 *
 * @param reason the class of reason
 * @param text one line for people, such as {@code port 2881 answers}
 * @param since when it began to wait
 * @param until when it stops waiting: goes on (RETRY) or fails (all others)
 */
public record WaitCause(Reason reason, LocalizedText text, Instant since, @Nullable Instant until) {

    /** What can be waited for while in the state WAITING. */
    public enum Reason {
        RETRY,
        CONDITION,
        CLAIM,
        AGENT
    }
}
