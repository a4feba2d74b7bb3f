package dev.obtaskd.security;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Work that costs much, for callers that are not known yet: on a few threads of its own, with a
 * short line before them. Each caller in turn gets its latest piece of work done, and when the line
 * is full, the caller with most work in it loses the oldest: many tries of one do not keep others
 * out. Thread-safe.
 *
 * @param <K> what tells callers apart
 */
public final class FairQueue<K> {

    private final int threads;
    private final int most;
    private final ExecutorService pool;
    private final LinkedHashMap<K, Deque<Job>> waiting = new LinkedHashMap<>();
    private int running;
    private int length;

    /**
     * @param name of its threads
     * @param threads how many pieces are done at once
     * @param most pieces that may wait
     */
    public FairQueue(String name, int threads, int most) {
        this.threads = threads;
        this.most = most;
        this.pool =
                Executors.newFixedThreadPool(
                        threads, Thread.ofPlatform().name(name + "-", 0).daemon().factory());
    }

    /**
     * Does a piece of work as soon as it is its turn.
     *
     * @param <T> what comes of it
     * @return fails with {@link QueueFullException} if there is no room, now or later
     */
    public <T> CompletableFuture<T> submit(K key, Callable<T> work) {
        var result = new CompletableFuture<T>();
        var job =
                new Job(
                        () -> {
                            try {
                                result.complete(work.call());
                            } catch (Exception | Error e) {
                                result.completeExceptionally(e);
                            }
                        },
                        result);
        var dropped = enter(key, job);
        if (dropped != null) {
            dropped.result().completeExceptionally(new QueueFullException());
        }
        return result;
    }

    /** Ends its threads when they have done what they do. */
    public void close() {
        pool.shutdown();
    }

    private synchronized @Nullable Job enter(K key, Job job) {
        if (running < threads) {
            running++;
            pool.execute(() -> run(job));
            return null;
        }
        Job dropped = null;
        if (length >= most) {
            var longest =
                    waiting.values().stream()
                            .max(Comparator.comparingInt(Deque::size))
                            .orElseThrow();
            if (longest.size() == 1) {
                return job;
            }
            dropped = longest.removeFirst();
            length--;
        }
        waiting.computeIfAbsent(key, one -> new ArrayDeque<>()).addLast(job);
        length++;
        return dropped;
    }

    private void run(Job first) {
        for (var job = first; job != null; job = next()) {
            job.work().run();
        }
    }

    private synchronized @Nullable Job next() {
        var turn = waiting.pollFirstEntry();
        if (turn == null) {
            running--;
            return null;
        }
        var job = turn.getValue().removeLast();
        length--;
        if (!turn.getValue().isEmpty()) {
            waiting.put(turn.getKey(), turn.getValue());
        }
        return job;
    }

    private record Job(Runnable work, CompletableFuture<?> result) {}
}
