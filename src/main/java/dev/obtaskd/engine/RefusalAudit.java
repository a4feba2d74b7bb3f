package dev.obtaskd.engine;

import dev.obtaskd.id.SubTaskId;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.AuditEntry;
import dev.obtaskd.store.Transaction;
import dev.obtaskd.task.TaskDefinition;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Audits refused and failed requests. A client that repeats a refused request in a loop must not
 * fill the disk: the first ones of a period are stored one by one, in the transaction of the
 * decision, and the further ones as one entry with their number at the end of the period.
 * Thread-safe.
 */
final class RefusalAudit {

    /** Equal refusals that are stored one by one in a period. */
    static final int SINGLE_PER_KIND = 10;

    /** Refusals that are stored one by one in a period. */
    static final int SINGLE = 300;

    /** Entries at the end of a period. */
    static final int MAX_KINDS = 100;

    private static final Kind OTHERS =
            new Kind(
                    "various",
                    null,
                    TaskDefinition.Source.API,
                    null,
                    "various",
                    null,
                    null,
                    null,
                    AuditEntry.Result.REFUSED,
                    null,
                    null,
                    null,
                    null);

    private final Map<Kind, Counter> kinds = new LinkedHashMap<>();
    private int single;

    /** Stores an entry under a new id, or counts it. */
    void add(AuditEntry entry, Transaction tx) {
        if (isSingle(Kind.of(entry))) {
            tx.audit(entry.withId(tx.nextId()));
        }
    }

    /** Counts an entry without storing it before the end of the period. */
    synchronized void count(AuditEntry entry) {
        counter(Kind.of(entry)).further++;
    }

    /** Ends the period: stores the numbers of refusals that were not stored one by one. */
    void store(Transaction tx, Instant at) {
        taken().forEach((kind, further) -> tx.audit(kind.entry(tx.nextId(), at, further)));
    }

    /** Whether anything is to be stored at the end of the period; begins a new one if not. */
    synchronized boolean pending() {
        if (kinds.values().stream().anyMatch(counter -> counter.further > 0)) {
            return true;
        }
        kinds.clear();
        single = 0;
        return false;
    }

    private synchronized boolean isSingle(Kind kind) {
        var counter = counter(kind);
        if (counter.single < SINGLE_PER_KIND && single < SINGLE) {
            counter.single++;
            single++;
            return true;
        }
        counter.further++;
        return false;
    }

    private Counter counter(Kind kind) {
        var known = kinds.size() < MAX_KINDS || kinds.containsKey(kind);
        return kinds.computeIfAbsent(known ? kind : OTHERS, any -> new Counter());
    }

    private synchronized Map<Kind, Integer> taken() {
        var taken = new LinkedHashMap<Kind, Integer>();
        kinds.forEach(
                (kind, counter) -> {
                    if (counter.further > 0) {
                        taken.put(kind, counter.further);
                    }
                });
        kinds.clear();
        single = 0;
        return taken;
    }

    private static final class Counter {
        private int single;
        private int further;
    }

    /** What equal refusals have in common. */
    private record Kind(
            String actor,
            @Nullable String role,
            TaskDefinition.Source source,
            @Nullable String address,
            String action,
            @Nullable TaskId taskId,
            @Nullable SubTaskId subTaskId,
            @Nullable String state,
            AuditEntry.Result result,
            @Nullable String code,
            AuditEntry.@Nullable ObjectType objectType,
            @Nullable String objectId,
            @Nullable TaskId holder) {

        static Kind of(AuditEntry entry) {
            return new Kind(
                    entry.actor(),
                    entry.role(),
                    entry.source(),
                    entry.address(),
                    entry.action(),
                    entry.taskId(),
                    entry.subTaskId(),
                    entry.before(),
                    entry.result(),
                    entry.code(),
                    entry.objectType(),
                    entry.objectId(),
                    entry.holder());
        }

        AuditEntry entry(long id, Instant at, int times) {
            return new AuditEntry(
                    id,
                    at,
                    actor,
                    role,
                    source,
                    address,
                    action,
                    taskId,
                    subTaskId,
                    times == 1 ? null : times + " requests",
                    state,
                    state,
                    result,
                    code,
                    objectType,
                    objectId,
                    holder,
                    times);
        }
    }
}
