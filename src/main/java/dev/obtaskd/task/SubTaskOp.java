package dev.obtaskd.task;

import java.util.Locale;

/** What people can do with one sub task. */
public enum SubTaskOp {
    RETRY,
    SKIP,
    TERMINATE;

    /** Its name in the APIs. */
    public String apiName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
