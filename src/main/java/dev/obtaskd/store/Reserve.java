package dev.obtaskd.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Disk space that stays free so that accepted tasks can end. */
record Reserve(Path directory, long bytes) {

    /** Whether less is free than that; a disk that does not answer has nothing to give. */
    boolean below() {
        try {
            return Files.getFileStore(directory).getUsableSpace() < bytes;
        } catch (IOException e) {
            return true;
        }
    }
}
