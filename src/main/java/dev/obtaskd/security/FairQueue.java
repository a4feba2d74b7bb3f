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
 * Runs expensive work for unauthenticated callers on a few threads with a short queue. Callers take
 * turns, and the latest work of a caller runs first. If the queue is full, the caller with most
 * work in it loses its oldest, so that many attempts of one caller do not lock out others.
 * Thread-safe.
 *
 * @param <K> identifies a caller
 */
public final class FairQueue<K> {

    private final int threads;
    private final int capacity;
    private final ExecutorService pool;
    private final LinkedHashMap<K, Deque<Job>> waiting = new LinkedHashMap<>();
    private int running;
    private int length;

    /**
     * @param name name prefix of the threads
     * @param threads number of threads
     * @param capacity maximum number of waiting jobs
     */
    public FairQueue(String name, int threads, int capacity) {
        this.threads = threads;
        this.capacity = capacity;
        this.pool =
                Executors.newFixedThreadPool(
                        threads, Thread.ofPlatform().name(name + "-", 0).daemon().factory());
    }

    /**
     * Queues work.
     *
     * @param <T> type of the result
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

    /** Stops the threads after their current work. */
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
        if (length >= capacity) {
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
