package dev.obtaskd.torture;

/** The promises of the daemon. */
enum DaemonPromise {
    /** Every acknowledged change is stored permanently. */
    LOST,
    /** No two unfinished tasks have conflicting claims, and the holds match the claims. */
    CONFLICTING,
    /**
     * No two programs of a sub task run at the same time, and none runs again after it succeeded.
     */
    TWICE,
    /** Every unfinished task progresses, or states what it waits for. */
    STUCK,
    /** Reported states match the actual ones. */
    WRONG
}
