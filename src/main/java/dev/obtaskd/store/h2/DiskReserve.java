package dev.obtaskd.store.h2;

import dev.obtaskd.store.DiskSpace;
import java.nio.file.Path;

/** Disk space that stays free so that accepted tasks can end. */
public record DiskReserve(Path directory, long bytes) {

    /**
     * More than one transaction writes: a disk that fills up meanwhile closes the database to
     * readers too.
     */
    private static final long LAST = 8 * 1024 * 1024;

    /**
     * What is free now. Asked for every batch, so not by a FileStore, which reads the table of
     * mounts.
     */
    public DiskSpace space() {
        var file = directory.toFile();
        var free = file.getUsableSpace();
        return new DiskSpace(free > 0 || file.exists() ? free : null, bytes);
    }

    /** Whether less is free than that. */
    public boolean below() {
        return space().belowReserve();
    }

    /** Whether so little is left that nothing at all may be written. */
    boolean exhausted() {
        return new DiskSpace(space().freeBytes(), Math.min(bytes, LAST)).belowReserve();
    }
}
