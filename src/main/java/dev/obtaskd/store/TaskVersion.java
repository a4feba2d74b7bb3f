package dev.obtaskd.store;

/** A task by its row id, as it was at one of its changes. */
record TaskVersion(long id, long version) {}
