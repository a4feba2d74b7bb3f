package dev.obtaskd.bench;

import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Something that keeps tasks durably and runs them. Its steps do nothing but say when they began. */
interface Contestant extends AutoCloseable {

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
        Callable<Void> share = () -> {
            for (int i = 0; i < tasks / submitters; i++) {
                submit();
            }
            return null;
        };
        try (var crowd = Executors.newFixedThreadPool(submitters)) {
            var from = System.nanoTime();
            for (var done : crowd.invokeAll(IntStream.range(0, submitters).mapToObj(i -> share).toList())) {
                done.get();
            }
            awaitQuiet();
            return tasks / ((System.nanoTime() - from) / 1e9);
        }
    }

    /** Milliseconds from before a submit until its step begins, with nothing else going on. */
    default double start() throws Exception {
        var from = System.nanoTime();
        submit();
        awaitQuiet();
        return Series.millis(latestStep() - from);
    }

    /** Milliseconds from before the submit of a chain until its last step begins. */
    default double chain() throws Exception {
        var from = System.nanoTime();
        submitChain();
        awaitQuiet();
        return Series.millis(latestStep() - from);
    }
}
