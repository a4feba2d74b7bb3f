package dev.obtaskd.id;

/**
 * Names an attempt on this host.
 *
 * @param number the attempt's number in its sub task, from 1
 */
public record AttemptKey(SubTaskId subTask, int number) {

    /** {@code 18.1} for a local attempt, {@code c18.1} for one of a cluster task. */
    @Override
    public String toString() {
        return subTask + "." + number;
    }
}
