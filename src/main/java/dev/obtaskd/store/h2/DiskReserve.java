package dev.obtaskd.store.h2;

import dev.obtaskd.store.DiskSpace;
import java.nio.file.Path;

/** Disk space that is kept free so that accepted tasks can complete. */
public record DiskReserve(Path directory, long bytes) {

    /**
     * More than one transaction writes. A disk that fills up during a write closes the database for
     * readers too.
     */
    private static final long LAST = 8 * 1024 * 1024;

    /**
     * The space that is free now. Called for every batch, so not through a FileStore, which reads
     * the mount table.
     */
    public DiskSpace space() {
        var file = directory.toFile();
        var free = file.getUsableSpace();
        return new DiskSpace(free > 0 || file.exists() ? free : null, bytes);
    }

    /** Whether less than the reserve is free. */
    public boolean below() {
        return space().belowReserve();
    }

    /** Whether so little is free that nothing may be written. */
    boolean exhausted() {
        return new DiskSpace(space().freeBytes(), Math.min(bytes, LAST)).belowReserve();
    }
}
