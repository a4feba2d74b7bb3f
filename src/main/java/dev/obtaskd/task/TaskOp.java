package dev.obtaskd.task;

import java.util.Locale;

/** What people can do with a whole task. */
public enum TaskOp {
    RETRY,
    ROLLBACK,
    ABANDON,
    TERMINATE;

    /** The word in paths and answers. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
