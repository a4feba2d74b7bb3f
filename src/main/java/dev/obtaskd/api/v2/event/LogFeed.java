package dev.obtaskd.api.v2.event;

import dev.obtaskd.api.v2.event.LogFollower.Position;
import dev.obtaskd.api.v2.log.LogMapper;
import dev.obtaskd.api.v2.wire.EventViews;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.TaskChange;
import dev.obtaskd.task.Task;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The new lines of the log of one attempt, or of the latest attempt and newer ones. Lines are read
 * once for all clients at the same position.
 */
final class LogFeed extends Feed {

    /** A client that is further behind has to read the log by requests. */
    private static final long MAX_BEHIND = 10_000;

    private static final String EVENT = "log";

    private final Topic.OneLog log;
    private final List<LogFollower> followers = new ArrayList<>();
    private @Nullable Runnable subscription;
    private @Nullable Task task;
    private boolean stale = true;

    LogFeed(FeedContext context, Topic.OneLog log) {
        super(context);
        this.log = log;
    }

    @Override
    void open() {
        if (subscription == null) {
            subscription = context().appends().subscribe(log.subTaskId(), this::wake);
        }
        refresh();
    }

    @Override
    void close() {
        if (subscription != null) {
            subscription.run();
        }
    }

    @Override
    void add(Subscriber subscriber) {
        super.add(subscriber);
        followers.add(new LogFollower(subscriber, first((Topic.OneLog) subscriber.topic())));
        // Lines may have been appended before the subscription.
        wake();
    }

    @Override
    boolean remove(EventStream stream) {
        followers.removeIf(follower -> follower.subscriber().stream() == stream);
        return super.remove(stream);
    }

    @Override
    void collect(TaskChange change) {
        stale = true;
    }

    @Override
    void flush() {
        if (context().changes().take(this, this::becameStale)) {
            refresh();
        }
        if (task == null) {
            return;
        }
        var again = false;
        for (var group : byPosition().entrySet()) {
            again |= advance(task, group.getKey(), group.getValue());
        }
        if (again) {
            wake();
        }
    }

    /** A client says in its topic where it continues. */
    @Override
    void catchUp(Subscriber subscriber, Set<TaskId> tasks) {}

    @Override
    void recover() {
        refresh();
        followers.forEach(follower -> follower.moveTo(end(follower.position())));
        refetchAll();
    }

    @Override
    void skip(EventStream stream) {
        followers.stream()
                .filter(follower -> follower.subscriber().stream() == stream)
                .forEach(follower -> follower.moveTo(end(follower.position())));
    }

    private boolean becameStale() {
        var was = stale;
        stale = false;
        return was;
    }

    private void refresh() {
        task = context().reader().task(log.taskId()).orElse(null);
    }

    private Position first(Topic.OneLog topic) {
        var attempt = topic.attempt() > 0 ? topic.attempt() : latest();
        var line = new Position(attempt, Math.max(1, topic.from()), false);
        return topic.from() > 0 || attempt == 0 ? line : end(line);
    }

    private Position end(Position position) {
        var reader =
                Optional.ofNullable(task)
                        .flatMap(
                                known ->
                                        context()
                                                .reader()
                                                .log(
                                                        known,
                                                        log.subTaskId().number(),
                                                        position.attempt()));
        return new Position(position.attempt(), LogChunk.end(reader), position.ended());
    }

    private int latest() {
        return task == null ? 0 : task.subTask(log.subTaskId()).attemptNo();
    }

    /** Without the clients for which events are dropped: they continue at the end later. */
    private Map<Position, List<LogFollower>> byPosition() {
        return followers.stream()
                .filter(follower -> !follower.subscriber().stream().dropping())
                .collect(
                        Collectors.groupingBy(
                                LogFollower::position, LinkedHashMap::new, Collectors.toList()));
    }

    /** Sends what follows a position, and returns whether there is more. */
    private boolean advance(Task task, Position position, List<LogFollower> group) {
        if (position.ended() || position.attempt() == 0) {
            return nextAttempt(position, group);
        }
        var subTask = task.subTask(log.subTaskId());
        var ended = position.attempt() < subTask.attemptNo() || !subTask.hasRunningAttempt();
        var reader = context().reader().log(task, subTask.id(), position.attempt());
        var chunk = LogChunk.read(reader, position.line(), ended);
        if (chunk.totalLines() - position.line() > MAX_BEHIND) {
            group.forEach(follower -> follower.moveTo(end(position)));
            group.forEach(follower -> refetch(follower.subscriber()));
            return false;
        }
        if (chunk.lines().isEmpty() && !chunk.complete()) {
            return false;
        }
        return send(position, chunk, group);
    }

    private boolean send(Position position, LogChunk chunk, List<LogFollower> group) {
        var sent = chunk;
        var frame = frame(position, sent);
        while (frame.length() > MAX_EVENT && sent.lines().size() > 1) {
            sent = sent.first(sent.lines().size() / 2);
            frame = frame(position, sent);
        }
        for (var follower : group) {
            follower.subscriber().stream().send(frame);
            follower.moveTo(new Position(position.attempt(), sent.next(), sent.complete()));
        }
        return sent.complete()
                ? log.attempt() == 0 && position.attempt() < latest()
                : sent.next() <= sent.totalLines() && !sent.lines().isEmpty();
    }

    /** Moves clients that follow the latest attempt to the one after theirs. */
    private boolean nextAttempt(Position position, List<LogFollower> group) {
        if (log.attempt() > 0 || position.attempt() >= latest()) {
            return false;
        }
        var from = position.attempt() == 0 ? position.line() : 1;
        group.forEach(
                follower -> follower.moveTo(new Position(position.attempt() + 1, from, false)));
        return true;
    }

    private Buffer frame(Position position, LogChunk chunk) {
        return context()
                .frames()
                .of(
                        EVENT,
                        new EventViews.Log(
                                log.subTask(),
                                position.attempt(),
                                position.line(),
                                chunk.lines().stream().map(LogMapper::line).toList(),
                                chunk.totalLines(),
                                chunk.complete()));
    }
}
