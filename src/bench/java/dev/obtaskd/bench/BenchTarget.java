package dev.obtaskd.bench;

/**
 * Something that keeps tasks durably and runs them. Its steps do nothing but say when they began.
 */
interface BenchTarget extends AutoCloseable {

    /** Submits a task of one step; returns when it is accepted. */
    void submit() throws Exception;

    /** Submits a task of ten steps, one after the other. */
    void submitChain() throws Exception;

    /** Returns when everything submitted has ended, and that is stored. */
    void awaitQuiet();

    /** {@link System#nanoTime()} when the latest step began. */
    long latestStep();

    @Override
    void close();

    /** Tasks a second, from the first submit to the end of the last task. */
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

    /** Milliseconds from before a submit until its step begins, with nothing else going on. */
    default double start() throws Exception {
        var from = System.nanoTime();
        submit();
        awaitQuiet();
        return SampleSeries.millis(latestStep() - from);
    }

    /** Milliseconds from before the submit of a chain until its last step begins. */
    default double chain() throws Exception {
        var from = System.nanoTime();
        submitChain();
        awaitQuiet();
        return SampleSeries.millis(latestStep() - from);
    }
}
