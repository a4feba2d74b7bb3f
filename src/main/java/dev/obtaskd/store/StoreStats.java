package dev.obtaskd.store;

import org.jspecify.annotations.Nullable;

/**
 * What the writing thread has done since the start.
 *
 * @param fsyncs times a batch or a lone work was forced to disk
 * @param batches transactions, those that only read included
 * @param units units in all batches
 * @param pending units that wait now
 * @param lastFailure of the store itself; null if there was none
 */
public record StoreStats(
        long commits,
        long fsyncs,
        long batches,
        long units,
        int largestBatch,
        int pending,
        @Nullable String lastFailure) {}
