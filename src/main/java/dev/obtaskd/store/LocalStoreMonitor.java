package dev.obtaskd.store;

/** Figures of this agent's own store that stores elsewhere do not have. */
public interface LocalStoreMonitor {

    /** Space on the disk of the data directory. */
    DiskSpace disk();

    /** Counters since the start. */
    StoreStats stats();

    /** Sets the listener of the writing thread; replaces the previous one. */
    void watch(StoreListener listener);
}
