package dev.obtaskd.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Disk space that stays free so that accepted tasks can end. */
record Reserve(Path directory, long bytes) {

    /** What is free now. */
    DiskSpace space() {
        try {
            return new DiskSpace(Files.getFileStore(directory).getUsableSpace(), bytes);
        } catch (IOException e) {
            return new DiskSpace(null, bytes);
        }
    }

    /** Whether less is free than that. */
    boolean below() {
        return space().belowReserve();
    }
}
