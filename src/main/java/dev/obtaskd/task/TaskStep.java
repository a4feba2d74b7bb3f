package dev.obtaskd.task;

import dev.obtaskd.text.LocalizedText;
import java.time.Duration;
import java.util.List;

/**
 * One box of a task's graph, as far as the rules of movement need it.
 *
 * @param id unique in the operation
 * @param needs ids of the steps directly upstream
 * @param timeout limit of each single run or rollback
 */
public record TaskStep(
        String id,
        LocalizedText title,
        String kind,
        List<String> needs,
        RollbackPolicy rollback,
        Allow allow,
        Duration timeout,
        Retries retries,
        RestartPolicy onRestart) {

    public TaskStep {
        needs = List.copyOf(needs);
    }

    /** Which operations people may use on the step's sub tasks. */
    public record Allow(boolean retry, boolean skip, boolean cancel) {
        /** What holds where the operation says nothing. */
        public static final Allow ALL = new Allow(true, true, true);
    }

    /**
     * Automatic retries, made before the step counts as failed.
     *
     * @param times how many after the first run
     * @param delay before the first of them; each further one waits twice as long
     */
    public record Retries(int times, Duration delay) {
        /** What holds where the operation says nothing. */
        public static final Retries NONE = new Retries(0, Duration.ZERO);

        /** The wait before automatic retry number {@code n}, from 1. */
        public Duration delayBefore(int n) {
            return delay.multipliedBy(1L << Math.min(n - 1, 20));
        }
    }
}
