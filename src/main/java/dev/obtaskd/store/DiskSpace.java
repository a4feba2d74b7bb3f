package dev.obtaskd.store;

import org.jspecify.annotations.Nullable;

/**
 * Free space on the disk of the data directory.
 *
 * @param freeBytes available to the daemon; null if unknown
 * @param reserveBytes kept free so that accepted tasks can complete
 */
public record DiskSpace(@Nullable Long freeBytes, long reserveBytes) {

    /** Whether less than the reserve is free; unknown space counts as none. */
    public boolean belowReserve() {
        return freeBytes == null || freeBytes < reserveBytes;
    }
}
