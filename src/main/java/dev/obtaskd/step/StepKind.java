package dev.obtaskd.step;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.task.AttemptResult;
import java.util.List;
import java.util.Optional;

/**
 * One kind of work, such as running a program. Implementations are application-scoped beans without
 * state of their own, called on many threads at a time.
 */
public interface StepKind {

    /** The key under {@code run} or {@code rollback} in an operation file, such as {@code exec}. */
    String name();

    /**
     * What is wrong with a specification; empty if nothing is. Called when the catalogue is loaded,
     * so templates are not filled in yet: a string that holds one may stand for any value.
     */
    List<Flaw> check(JsonNode spec);

    /**
     * Does the work and returns when nothing of it is going on any more, except that it returns at
     * once, with any result, after {@link StepContext#detached()} turned true.
     *
     * @param spec with every template filled in
     */
    AttemptResult run(JsonNode spec, StepContext context) throws InterruptedException;

    /**
     * Goes on with an attempt that an earlier life of the daemon began, as {@link #run} does.
     *
     * @return {@link AttemptResult.Lost}, or empty, if the work is lost; then nothing of it is
     *     alive any more, and the step's {@code onRestart} decides. A kind that can tell that the
     *     work never began begins it.
     */
    default Optional<AttemptResult> resume(JsonNode spec, StepContext context)
            throws InterruptedException {
        return Optional.empty();
    }

    /**
     * Whether its attempts may say that they are {@link StepContext#waiting}, which thousands may
     * do at a time. Each of these has a virtual thread, so whatever may hang in the system belongs
     * into {@link BlockingCalls}. All others have platform threads, not more than sub tasks may run
     * at once.
     */
    default boolean waits() {
        return false;
    }

    /**
     * Ends what {@link #run} left behind in an earlier life of the daemon, and begins nothing.
     * Called instead of {@link #resume} if a secret cannot be read any more; {@link
     * StepContext#cancellation()} is requested already.
     *
     * @param spec with nothing in the place of that secret
     * @return how the attempt ended, if anything of it is known; nothing of it is alive then or now
     */
    default Optional<AttemptResult> end(JsonNode spec, StepContext context)
            throws InterruptedException {
        return Optional.empty();
    }

    /**
     * One line that tells people what the specification does, such as the program and its
     * arguments.
     */
    String describe(JsonNode spec);

    /**
     * Something wrong in a specification.
     *
     * @param pointer JSON pointer to the place, below the specification
     * @param message what is wrong and what would be right
     */
    record Flaw(String pointer, String message) {}
}
