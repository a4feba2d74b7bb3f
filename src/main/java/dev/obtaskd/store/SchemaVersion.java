package dev.obtaskd.store;

/** The version of the schema of the local store. */
public final class SchemaVersion {

    /** The version that this daemon reads and writes: that of the newest migration. */
    public static final int CURRENT = 8;

    private SchemaVersion() {}
}
