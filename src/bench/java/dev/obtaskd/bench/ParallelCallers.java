package dev.obtaskd.bench;

import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Several threads that execute the same action. */
final class ParallelCallers {

    private ParallelCallers() {}

    /**
     * Executions per second.
     *
     * @param times total number of executions
     * @param then awaited after the last execution and included in the time
     */
    static double perSecond(int times, int threads, Callable<?> what, Runnable then)
            throws Exception {
        Callable<Void> share =
                () -> {
                    for (int i = 0; i < times / threads; i++) {
                        what.call();
                    }
                    return null;
                };
        try (var crowd = Executors.newFixedThreadPool(threads)) {
            var from = System.nanoTime();
            for (var done :
                    crowd.invokeAll(IntStream.range(0, threads).mapToObj(i -> share).toList())) {
                done.get();
            }
            then.run();
            return times / ((System.nanoTime() - from) / 1e9);
        }
    }
}
