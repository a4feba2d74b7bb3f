package dev.obtaskd.torture;

/** What the daemon promises, whatever happens. */
enum DaemonPromise {
    /** What was acknowledged is there for ever. */
    LOST,
    /** No two unfinished tasks have claims in conflict, and what is held is what they claim. */
    CONFLICTING,
    /** No sub task's program runs beside another one of it, or again after it succeeded. */
    TWICE,
    /** Everything unfinished moves, or says what it waits for. */
    STUCK,
    /** What is shown agrees with what is. */
    WRONG
}
