package dev.obtaskd.task;

import java.util.Locale;

/** What people can do with a whole task. */
public enum TaskOp {
    RETRY,
    ROLLBACK,
    ABANDON,
    TERMINATE;

    /** Its name in the APIs. */
    public String apiName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
