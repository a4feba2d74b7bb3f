package dev.obtaskd.store.writer;

import dev.obtaskd.store.StoreListener;
import dev.obtaskd.store.StoreStats;
import org.jspecify.annotations.Nullable;

/** Counters of the writing thread; written by that thread only, read by all threads. */
final class WriterCounters {

    private volatile long commits;
    private volatile long fsyncs;
    private volatile long batches;
    private volatile long units;
    private volatile int largestBatch;
    private volatile @Nullable String lastFailure;
    private volatile StoreListener listener = StoreListener.NONE;

    void watch(StoreListener newListener) {
        listener = newListener;
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // one thread writes
    void batch(int size) {
        batches++;
        units += size;
        largestBatch = Math.max(largestBatch, size);
        listener.batch(size);
    }

    void taskChanged(long nanos) {
        listener.taskChanged(nanos);
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    void committed() {
        commits++;
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    void forced() {
        fsyncs++;
    }

    void failed(Throwable failure) {
        lastFailure = failure.getMessage();
    }

    StoreStats stats(int pending) {
        return new StoreStats(commits, fsyncs, batches, units, largestBatch, pending, lastFailure);
    }
}
