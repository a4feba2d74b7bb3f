package dev.obtaskd.bench;

/** A system that stores tasks durably and runs them. Its steps only record when they start. */
interface BenchTarget extends AutoCloseable {

    /** Submits a task of one step; returns when it is accepted. */
    void submit() throws Exception;

    /** Submits a task that is a chain of ten steps. */
    void submitChain() throws Exception;

    /** Returns when all submitted tasks have ended and this is stored. */
    void awaitQuiet();

    /** {@link System#nanoTime()} at the start of the latest step. */
    long latestStep();

    @Override
    void close();

    /** Tasks per second, from the first submit to the end of the last task. */
    default double throughput(int tasks, int submitters) throws Exception {
        return ParallelCallers.perSecond(
                tasks,
                submitters,
                () -> {
                    submit();
                    return null;
                },
                this::awaitQuiet);
    }

    /** Milliseconds from a submit until its step starts, on an otherwise idle system. */
    default double start() throws Exception {
        var from = System.nanoTime();
        submit();
        awaitQuiet();
        return SampleSeries.millis(latestStep() - from);
    }

    /** Milliseconds from the submit of a chain until its last step starts. */
    default double chain() throws Exception {
        var from = System.nanoTime();
        submitChain();
        awaitQuiet();
        return SampleSeries.millis(latestStep() - from);
    }
}
