package dev.obtaskd.cli.task;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.api.v2.wire.TaskDetailView;
import dev.obtaskd.cli.client.ChangeSignal;
import dev.obtaskd.cli.client.Daemon;
import dev.obtaskd.cli.client.Json;
import dev.obtaskd.cli.client.Query;
import dev.obtaskd.cli.client.UnreachableException;
import dev.obtaskd.cli.command.CommandContext;
import dev.obtaskd.cli.command.CommandException;
import dev.obtaskd.cli.command.ExitCode;
import dev.obtaskd.cli.output.Times;
import dev.obtaskd.text.Messages;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a task again and again until it ends, needs a user, or a time has passed. */
final class TaskWait {

    private static final Messages MESSAGES = Messages.of("cli");

    /** How long a daemon may be away, such as for a restart. */
    private static final Duration AWAY = Duration.ofMinutes(2);

    /** Without a change the task is read this often, and shown again from memory in between. */
    private static final Duration REFRESH = Duration.ofSeconds(30);

    /** Shortest time between two reads. */
    private static final Duration PAUSE = Duration.ofMillis(200);

    /** Sees each state of the task that was read. */
    interface Observer {

        /** Shows the state, and returns the exit code if the wait is over. */
        @Nullable ExitCode read(TaskDetailView task);

        /** Topics of events that announce what the observer shows, besides those of the task. */
        default List<String> topics(TaskDetailView task) {
            return List.of();
        }

        /** How long to wait for a change before the task is shown again. */
        Duration tick();
    }

    private final Daemon daemon;
    private final CommandContext context;
    private final @Nullable Duration timeout;

    /**
     * @param timeout null for no limit
     */
    TaskWait(Daemon daemon, CommandContext context, @Nullable Duration timeout) {
        this.daemon = daemon;
        this.context = context;
        this.timeout = timeout;
    }

    ExitCode follow(String id, Observer observer) {
        var start = System.nanoTime();
        // Fails at once if there is no such task.
        var task = task(id);
        var code = observer.read(task);
        if (code != null) {
            return code;
        }
        var topics = Stream.concat(Stream.of("task:" + id), observer.topics(task).stream());
        try (var changes = new ChangeSignal(daemon, topics.collect(joining(",")))) {
            return follow(task, changes, start, observer);
        }
    }

    private ExitCode follow(
            TaskDetailView first, ChangeSignal changes, long start, Observer observer) {
        var task = first;
        var lastRead = start;
        ExitCode code = null;
        while (code == null) {
            var left = left(start);
            var before = System.nanoTime();
            var changed = changes.await(least(observer.tick(), left));
            if (left != null && !left.isPositive()) {
                throw new CommandException(
                        ExitCode.TIMED_OUT,
                        MESSAGES.text("wait.timeout", first.task().id(), seconds()));
            }
            if (context.out().checkError()) {
                // The reader of the output has ended, such as head.
                return ExitCode.DONE;
            }
            pause(before);
            try {
                if (changed || since(lastRead).compareTo(REFRESH) > 0) {
                    task = task(first.task().id());
                    lastRead = System.nanoTime();
                }
                code = observer.read(task);
            } catch (UnreachableException away) {
                if (since(lastRead).compareTo(AWAY) > 0) {
                    throw away;
                }
            }
        }
        return code;
    }

    private TaskDetailView task(String id) {
        JsonNode json = daemon.get(Query.of("/api/v2/tasks/{}", id));
        return Json.read(json, TaskDetailView.class);
    }

    /** Keeps a burst of events from becoming one of requests. */
    private void pause(long before) {
        var left = PAUSE.minus(since(before));
        if (left.isPositive()) {
            LockSupport.parkNanos(left.toNanos());
        }
    }

    private @Nullable Duration left(long start) {
        return timeout == null ? null : timeout.minus(since(start));
    }

    private static Duration least(Duration one, @Nullable Duration other) {
        if (other == null) {
            return one;
        }
        var least = one.compareTo(other) < 0 ? one : other;
        return least.isNegative() ? Duration.ZERO : least;
    }

    private String seconds() {
        var limit = timeout == null ? Duration.ZERO : timeout;
        return Times.duration(limit.plusMillis(999));
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
