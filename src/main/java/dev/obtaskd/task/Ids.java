package dev.obtaskd.task;

import dev.obtaskd.exclusion.Maintenance;
import dev.obtaskd.exclusion.Scope;

/** The generic ids under which a task, its steps and its sub tasks are known outside. */
public final class Ids {

    private Ids() {}

    /**
     * The id of a task or of one of its sub tasks.
     *
     * @param row its row id
     * @param ip of the agent that owns a local task
     * @param port of that agent
     */
    public static String of(Task task, long row, String ip, int port) {
        return named(task, row, ip, port).toString();
    }

    /** The same, not yet written: two are equal if the addresses are, however they were configured. */
    public static GenericId named(Task task, long row, String ip, int port) {
        var claim = task.origin().claim();
        if (claim.scope() == Scope.CLUSTER) {
            return new GenericId(null, false, row);
        }
        return new GenericId(GenericId.Agent.of(ip, port), claim.type() == Maintenance.OBPROXY, row);
    }
}
