package dev.obtaskd.api.v2.wire;

import dev.obtaskd.api.v2.wire.LogView.LogLine;
import dev.obtaskd.api.v2.wire.TaskDetailView.FocusView;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The data of events; that of the event {@code counts} is {@link CountsView}. */
@RegisterForReflection
public final class EventViews {

    private EventViews() {}

    /**
     * The first event of a stream.
     *
     * @param id the position of the stream, as in the ids of events
     * @param resumed whether the stream continues at the Last-Event-ID of the request
     */
    public record Hello(
            String id,
            Instant now,
            String user,
            String role,
            List<String> topics,
            boolean resumed) {}

    /**
     * Tasks that have changed.
     *
     * @param removed ids of deleted tasks
     * @param more whether further tasks have changed: the client has to read its list again
     */
    public record Tasks(List<TaskView> items, List<String> removed, boolean more) {}

    /**
     * A task that has changed.
     *
     * @param subTasks only those that have changed
     */
    public record TaskChanged(
            TaskView task,
            List<SubTaskView> subTasks,
            @Nullable LockView claim,
            @Nullable FocusView focus) {}

    /**
     * New lines of a log.
     *
     * @param firstLine number of the first line, or of the next one if there is none
     * @param totalLines number of the latest line of the log
     * @param eof whether the attempt has ended and these are its last lines
     */
    public record Log(
            String subTaskId,
            int attempt,
            long firstLine,
            List<LogLine> lines,
            long totalLines,
            boolean eof) {}

    /** The causes of attention may have changed. */
    public record Attention() {}

    /** Events are missing: the client has to read the state of these topics again. */
    public record Refetch(List<String> topics, RefetchReason reason) {}

    /** Why events are missing. */
    public enum RefetchReason {
        OVERFLOW,
        TOO_OLD,
        RESTART
    }

    /**
     * The last event of a stream.
     *
     * @param retryMs how long the client should wait before it connects again
     */
    public record Bye(ByeReason reason, long retryMs) {}

    /** Why the daemon ends a stream. */
    public enum ByeReason {
        SESSION,
        TOKEN,
        ROLE,
        SHUTDOWN,
        SLOW
    }
}
