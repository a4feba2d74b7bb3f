package dev.obtaskd.step.exec.proc;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the processes that belong to known ones: their descendants, all in the same sessions, and
 * the descendants of these. A session of a descendant started below the wrapper, which starts its
 * own, so all its processes belong to the attempt.
 */
public final class ProcessDescendants {

    private ProcessDescendants() {}

    /**
     * Evaluates one snapshot of all processes.
     *
     * @param known process ids
     * @param sessions session ids
     * @return the process ids of the known ones and of all that belong to them
     */
    public static Set<Long> of(
            List<ProcessStat> all, Collection<Long> known, Collection<Long> sessions) {
        var members = new HashSet<>(known);
        var sessionsOfMembers = new HashSet<>(sessions);
        for (int before = -1, size = members.size() + sessionsOfMembers.size(); size != before; ) {
            before = size;
            for (var stat : all) {
                if (members.contains(stat.pid())
                        || members.contains(stat.parent())
                        || sessionsOfMembers.contains(stat.session())) {
                    members.add(stat.pid());
                    sessionsOfMembers.add(stat.session());
                }
            }
            size = members.size() + sessionsOfMembers.size();
        }
        return members;
    }
}
