package dev.obtaskd.api.v2.event;

import dev.obtaskd.id.TaskId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the committed changes, and remembers the latest ones, so that a client that connects
 * again gets what it has missed. Also knows which feeds have not sent a change yet: the id of an
 * event must not be later than a change that is not sent. Thread-safe.
 */
final class ChangeLog {

    static final int MAX_CHANGES = 10_000;
    static final Duration MAX_AGE = Duration.ofMinutes(5);

    private static final Pattern ID = Pattern.compile("([0-9a-z]{1,32})-([0-9]{1,18})");

    private final String start;
    private final LongSupplier nanoTime;
    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private final LinkedHashMap<Feed, Long> unsent = new LinkedHashMap<>();
    private long latest;

    /** Number of the latest change that is not remembered. */
    private long forgotten;

    /**
     * @param start names this start of the daemon
     */
    ChangeLog(String start, LongSupplier nanoTime) {
        this.start = start;
        this.nanoTime = nanoTime;
    }

    /** What a client has missed since an event. */
    sealed interface Missed {
        /** Changes of these tasks. */
        record Changes(Set<TaskId> tasks) implements Missed {}

        /** The event is too old. */
        record TooOld() implements Missed {}

        /** The event is of another start of the daemon, or there was never such an event. */
        record OtherStart() implements Missed {}
    }

    /** Adds a change that concerns some feeds. */
    synchronized void add(TaskId taskId, Iterable<Feed> feeds) {
        latest++;
        entries.add(new Entry(latest, taskId, nanoTime.getAsLong()));
        if (entries.size() > MAX_CHANGES) {
            forgotten = entries.remove().number();
        }
        forgetOld();
        feeds.forEach(feed -> unsent.putIfAbsent(feed, latest));
    }

    /**
     * Notes that changes were missed or could not be sent: no client can resume at an earlier
     * event, or before these feeds have sent a refetch.
     */
    synchronized void lost(Iterable<Feed> feeds) {
        latest++;
        forgotten = latest;
        entries.clear();
        feeds.forEach(feed -> unsent.putIfAbsent(feed, latest));
    }

    /** Takes what a feed has collected; it is about to be sent. */
    synchronized <T> T take(Feed feed, Supplier<T> collected) {
        unsent.remove(feed);
        return collected.get();
    }

    /** Id of an event that is sent now: all changes up to it are sent. */
    synchronized String id() {
        // In the order of their first unsent change.
        var first = unsent.firstEntry();
        return start + "-" + (first == null ? latest : first.getValue() - 1);
    }

    /** Number of the latest change. */
    synchronized long latest() {
        return latest;
    }

    /**
     * What a client has missed.
     *
     * @param lastEventId as the client sent it; null if it sent none
     * @return empty for a new client
     */
    synchronized Optional<Missed> since(@Nullable String lastEventId) {
        if (lastEventId == null || lastEventId.isEmpty()) {
            return Optional.empty();
        }
        var id = ID.matcher(lastEventId);
        if (!id.matches() || !id.group(1).equals(start)) {
            return Optional.of(new Missed.OtherStart());
        }
        var number = Long.parseLong(id.group(2));
        if (number > latest) {
            return Optional.of(new Missed.OtherStart());
        }
        forgetOld();
        if (number < forgotten) {
            return Optional.of(new Missed.TooOld());
        }
        var tasks = new LinkedHashSet<TaskId>();
        entries.stream()
                .filter(entry -> entry.number() > number)
                .forEach(entry -> tasks.add(entry.taskId()));
        return Optional.of(new Missed.Changes(tasks));
    }

    private void forgetOld() {
        var oldest = nanoTime.getAsLong() - MAX_AGE.toNanos();
        while (!entries.isEmpty() && entries.element().nanos() - oldest < 0) {
            forgotten = entries.remove().number();
        }
    }

    private record Entry(long number, TaskId taskId, long nanos) {}
}
