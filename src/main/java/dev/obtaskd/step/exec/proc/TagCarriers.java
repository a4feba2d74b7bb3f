package dev.obtaskd.step.exec.proc;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;

/**
 * Finds processes by the tag in their environment. A process inherits the tag from its parent, so
 * one without it is read only twice: the second time because the first may have hit it in the
 * middle of an exec.
 */
public final class TagCarriers {

    private static final int READS = 2;

    private final LongPredicate carriesTag;

    /** Processes that were read and did not carry the tag. */
    private final Map<Long, NonCarrier> nonCarriers = new HashMap<>();

    private record NonCarrier(ProcessStat stat, int reads) {}

    public TagCarriers(ProcessTag tag) {
        this(tag::carriedBy);
    }

    /**
     * @param carriesTag reads the environment of the process with this number
     */
    public TagCarriers(LongPredicate carriesTag) {
        this.carriesTag = carriesTag;
    }

    /** The numbers of the candidates that carry the tag. */
    public Set<Long> among(List<ProcessStat> candidates) {
        forgetEnded(candidates);
        return candidates.stream()
                .filter(this::carries)
                .map(ProcessStat::pid)
                .collect(Collectors.toSet());
    }

    private void forgetEnded(List<ProcessStat> candidates) {
        var byPid =
                candidates.stream()
                        .collect(
                                Collectors.toMap(
                                        ProcessStat::pid, stat -> stat, (one, same) -> same));
        nonCarriers
                .values()
                .removeIf(
                        known -> {
                            var current = byPid.get(known.stat().pid());
                            return current == null || !known.stat().isSame(current);
                        });
    }

    private boolean carries(ProcessStat stat) {
        var known = nonCarriers.get(stat.pid());
        var reads = known == null ? 0 : known.reads();
        if (reads >= READS) {
            return false;
        }
        if (carriesTag.test(stat.pid())) {
            return true;
        }
        nonCarriers.put(stat.pid(), new NonCarrier(stat, reads + 1));
        return false;
    }
}
