package dev.obtaskd.task;

import java.util.Locale;

/** What people can do with one sub task. */
public enum SubTaskOp {
    RETRY,
    SKIP,
    TERMINATE;

    /** The word in paths and answers. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
