package dev.obtaskd.step.exec.proc;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which processes carry a cookie. One that did not carry it twice is not asked again: a process
 * gets it from its parent only, and the second question is for one that was just replacing its
 * program.
 */
public final class TagCarriers {

    private static final int ENOUGH = 2;

    private final ProcessTag cookie;

    /** How often a process did not carry it. */
    private final Map<Long, Asked> others = new HashMap<>();

    private record Asked(ProcessStat stat, int times) {}

    public TagCarriers(ProcessTag cookie) {
        this.cookie = cookie;
    }

    /** The numbers of those that carry it, out of all processes that there are. */
    public Collection<Long> of(List<ProcessStat> alive) {
        var now =
                alive.stream()
                        .collect(
                                Collectors.toMap(
                                        ProcessStat::pid, stat -> stat, (one, same) -> same));
        others.values()
                .removeIf(
                        asked ->
                                !now.containsKey(asked.stat().pid())
                                        || !asked.stat().is(now.get(asked.stat().pid())));
        return alive.stream().filter(this::carries).map(ProcessStat::pid).toList();
    }

    private boolean carries(ProcessStat stat) {
        var before = others.get(stat.pid());
        var times = before == null ? 0 : before.times();
        if (times >= ENOUGH) {
            return false;
        }
        if (cookie.carriedBy(stat.pid())) {
            return true;
        }
        others.put(stat.pid(), new Asked(stat, times + 1));
        return false;
    }
}
