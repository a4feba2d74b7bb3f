package dev.obtaskd.store;

import java.nio.file.Path;

/** Disk space that stays free so that accepted tasks can end. */
record Reserve(Path directory, long bytes) {

    /** What is free now. Asked at every submit, so not by a FileStore, which reads the table of mounts. */
    DiskSpace space() {
        var file = directory.toFile();
        var free = file.getUsableSpace();
        return new DiskSpace(free > 0 || file.exists() ? free : null, bytes);
    }

    /** Whether less is free than that. */
    boolean below() {
        return space().belowReserve();
    }
}
