package dev.obtaskd.store;

import org.jspecify.annotations.Nullable;

/**
 * Room on the disk of the data directory.
 *
 * @param freeBytes what the daemon may still write; null if the disk does not answer
 * @param reserveBytes what has to stay free so that accepted tasks can end
 */
public record DiskSpace(@Nullable Long freeBytes, long reserveBytes) {

    /** Whether less is free than the reserve; a disk that does not answer has nothing to give. */
    public boolean belowReserve() {
        return freeBytes == null || freeBytes < reserveBytes;
    }
}
