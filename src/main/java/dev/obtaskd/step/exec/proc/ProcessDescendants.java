package dev.obtaskd.step.exec.proc;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which processes belong to known ones: their descendants, those in a session with one of them, and
 * the descendants of these. A session began below the wrapper, which began one itself, so that all
 * of it is the attempt's.
 */
public final class ProcessDescendants {

    private ProcessDescendants() {}

    /**
     * Decides for a whole host at one moment.
     *
     * @param known numbers of processes
     * @param sessions numbers of sessions
     * @return the numbers of the known ones and of all that belong to them
     */
    public static Set<Long> of(
            List<ProcessStat> all, Collection<Long> known, Collection<Long> sessions) {
        var kin = new HashSet<>(known);
        var shared = new HashSet<>(sessions);
        for (int before = -1, size = kin.size() + shared.size(); size != before; ) {
            before = size;
            for (var stat : all) {
                if (kin.contains(stat.pid())
                        || kin.contains(stat.parent())
                        || shared.contains(stat.session())) {
                    kin.add(stat.pid());
                    shared.add(stat.session());
                }
            }
            size = kin.size() + shared.size();
        }
        return kin;
    }
}
