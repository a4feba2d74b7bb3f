package dev.obtaskd.id;

/**
 * Names a sub task on this host.
 *
 * @param scope the store that has its task
 * @param number the sub task's number in that store
 */
public record SubTaskId(StoreScope scope, long number) {

    /** A sub task of this agent's store. */
    public static SubTaskId local(long number) {
        return new SubTaskId(StoreScope.LOCAL, number);
    }

    /** {@code 18} for a local sub task, {@code c18} for one of a cluster task. */
    @Override
    public String toString() {
        return scope.prefix() + number;
    }
}
