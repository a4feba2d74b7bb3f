package dev.obtaskd.step;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.task.AttemptResult;
import dev.obtaskd.text.LocalizedText;
import java.time.Duration;
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
     * The flaws of a specification. Called when the catalogue is loaded, before templates are
     * filled in: a string with a template may stand for any value.
     */
    List<Flaw> check(JsonNode spec);

    /**
     * Does the work and returns when all of it has ended. Returns at once, with any result, after
     * {@link StepContext#detached()} became true.
     *
     * @param spec with every template filled in
     */
    AttemptResult run(JsonNode spec, StepContext context) throws InterruptedException;

    /**
     * Resumes an attempt that an earlier daemon started.
     *
     * @return {@link AttemptResult.Lost}, or empty, if the work is lost; then nothing of it is
     *     alive, and {@code onRestart} of the step applies. A kind that knows that the work never
     *     started starts it.
     */
    default Optional<AttemptResult> resume(JsonNode spec, StepContext context)
            throws InterruptedException {
        return Optional.empty();
    }

    /**
     * Whether attempts may report that they are {@link StepContext#waiting}; thousands may wait at
     * a time. Such attempts run on virtual threads, so calls that may block in the system must use
     * {@link BlockingCalls}. All others run on platform threads, at most as many as sub tasks may
     * run at once.
     */
    default boolean waits() {
        return false;
    }

    /**
     * Ends the work that {@link #run} started in an earlier daemon; starts nothing. Called instead
     * of {@link #resume} if a secret cannot be read any more; {@link StepContext#cancellation()} is
     * already requested.
     *
     * @param spec without that secret
     * @return the result of the attempt if known; nothing of it is alive afterwards
     */
    default Optional<AttemptResult> end(JsonNode spec, StepContext context)
            throws InterruptedException {
        return Optional.empty();
    }

    /** The program that a filled in specification runs; empty if it runs none or is flawed. */
    default Optional<StepProgram> program(JsonNode spec) {
        return Optional.empty();
    }

    /** How long the program of an ended attempt ran; empty if there was none. */
    default Optional<Duration> programTime(StepContext context) {
        return Optional.empty();
    }

    /** Describes the specification in one line, such as the program and its arguments. */
    String describe(JsonNode spec);

    /**
     * An error in a specification.
     *
     * @param pointer JSON pointer to the place, below the specification
     * @param message what is wrong and what would be right
     */
    record Flaw(String pointer, LocalizedText message) {}
}
