package dev.obtaskd.store.writer;

import dev.obtaskd.store.StoreListener;
import dev.obtaskd.store.StoreStats;
import org.jspecify.annotations.Nullable;

/** What the writing thread counts; written by it alone, read by anybody. */
final class WriterCounters {

    private volatile long commits;
    private volatile long fsyncs;
    private volatile long batches;
    private volatile long units;
    private volatile int largestBatch;
    private volatile @Nullable String lastFailure;
    private volatile StoreListener watch = StoreListener.NOBODY;

    void watch(StoreListener newWatch) {
        watch = newWatch;
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // one thread writes
    void batch(int size) {
        batches++;
        units += size;
        largestBatch = Math.max(largestBatch, size);
        watch.batch(size);
    }

    void moved(long nanos) {
        watch.moved(nanos);
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
