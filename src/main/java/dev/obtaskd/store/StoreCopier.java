package dev.obtaskd.store;

import java.nio.channels.FileChannel;

/** Copies this agent's own store while it is in use. */
public interface StoreCopier {

    /**
     * Copies the newest version of the store, with every change that was acknowledged before.
     * Changes continue meanwhile, and are not in the copy.
     *
     * @param target an empty file on the disk of the data directory
     * @throws StoreFullException if there is not enough space for the copy above the reserve
     * @throws StoreUnavailableException if the store cannot be read
     */
    void copyTo(FileChannel target);
}
