package dev.obtaskd.settings;

/** Priorities of observers of the start; lower ones come first. */
public final class StartupOrder {

    /** Checks settings, before the store is opened: a refused start must change nothing. */
    public static final int CHECK_SETTINGS = 50;

    private StartupOrder() {}
}
