package dev.obtaskd.id;

/**
 * Which store has a task. Each store numbers its tasks from 1, so a number alone names no task. Not
 * the same as the scope of a claim: a task with a cluster claim may be in the agent's own store.
 */
public enum StoreScope {
    /** The store of this agent. */
    LOCAL(""),
    /** The store that all agents of a cluster share. */
    CLUSTER("c");

    private final String prefix;

    StoreScope(String prefix) {
        this.prefix = prefix;
    }

    /** What precedes the number where ids of both stores meet, as in names of directories. */
    String prefix() {
        return prefix;
    }
}
