package dev.obtaskd.store;

/**
 * The state of a store.
 *
 * @param alive whether writes are processed at all, even if they fail
 * @param writable whether the last write succeeded; a failed store is reopened automatically
 * @param pendingUnits units of work that wait to be written
 */
public record StoreHealth(boolean alive, boolean writable, int pendingUnits) {}
