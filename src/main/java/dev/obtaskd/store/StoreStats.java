package dev.obtaskd.store;

import org.jspecify.annotations.Nullable;

/**
 * Counters of the writing thread since the start.
 *
 * @param fsyncs number of times that data was forced to disk
 * @param batches transactions, including those that only read
 * @param units units in all batches
 * @param pending units that wait at present
 * @param lastFailure message of the last failure of the store; null if there was none
 */
public record StoreStats(
        long commits,
        long fsyncs,
        long batches,
        long units,
        int largestBatch,
        int pending,
        @Nullable String lastFailure) {}
