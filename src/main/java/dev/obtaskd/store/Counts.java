package dev.obtaskd.store;

import org.jspecify.annotations.Nullable;

/** What the writing thread counts; written by it alone, read by anybody. */
final class Counts {

    private volatile long commits;
    private volatile long fsyncs;
    private volatile long batches;
    private volatile long units;
    private volatile int largestBatch;
    private volatile @Nullable String lastFailure;
    private volatile WriterWatch watch = WriterWatch.NOBODY;

    void watch(WriterWatch newWatch) {
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

    WriterStats stats(int pending) {
        return new WriterStats(commits, fsyncs, batches, units, largestBatch, pending, lastFailure);
    }
}
