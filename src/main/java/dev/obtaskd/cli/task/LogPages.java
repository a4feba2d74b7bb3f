package dev.obtaskd.cli.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.api.v2.wire.LogView;
import dev.obtaskd.api.v2.wire.SubTaskView;
import dev.obtaskd.cli.client.Daemon;
import dev.obtaskd.cli.client.Json;
import dev.obtaskd.cli.client.Query;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the log of a sub task, from where the last read ended. */
final class LogPages {

    private static final int PAGE = 2_000;

    private final Daemon daemon;
    private final String subTaskId;
    private final @Nullable String grep;
    private int attempt;
    private long next = 1;
    private boolean complete;
    private @Nullable String reason;

    /**
     * @param grep only lines with this text; null for all
     * @param attempt the first attempt to read; from 1
     */
    LogPages(Daemon daemon, String subTaskId, @Nullable String grep, int attempt) {
        this.daemon = daemon;
        this.subTaskId = subTaskId;
        this.grep = grep;
        this.attempt = attempt;
    }

    /** Why the last page had no lines; null if it had some. */
    @Nullable String reason() {
        return reason;
    }

    /** Whether the attempt has ended and all its lines were read. */
    boolean complete() {
        return complete;
    }

    /** Continues with the next attempt; false if this was the last. */
    boolean advance(int last) {
        if (attempt >= last) {
            return false;
        }
        attempt++;
        next = 1;
        complete = false;
        return true;
    }

    /** Leaves out the lines until now. */
    void skip(SubTaskView subTask) {
        if (ended(subTask)) {
            complete = true;
        } else {
            read(subTask, line -> {});
        }
    }

    /** Leaves out all but the last lines. */
    void tail(int lines, Consumer<LogView.LogLine> each) {
        take(page(query().with("tail", lines)), each);
    }

    /** Reads the lines that are new. */
    void read(SubTaskView subTask, Consumer<LogView.LogLine> each) {
        LogView page;
        do {
            page = page(query().with("from", next).with("limit", PAGE));
            take(page, each);
        } while (!page.eof());
        complete = ended(subTask);
    }

    /** Whether the attempt had ended when the sub task was read. */
    private boolean ended(SubTaskView subTask) {
        return subTask.attempts().stream()
                .filter(each -> each.no() == attempt)
                .anyMatch(each -> each.endedAt() != null);
    }

    private Query query() {
        return Query.of("/api/v2/subtasks/{}/log", subTaskId)
                .with("attempt", attempt)
                .with("grep", grep);
    }

    private LogView page(Query query) {
        JsonNode json = daemon.get(query);
        return Json.read(json, LogView.class);
    }

    /** Leaves out a line that still grows; it comes again when it is complete. */
    private void take(LogView page, Consumer<LogView.LogLine> each) {
        page.lines().stream().filter(line -> line.n() < page.nextLine()).forEach(each);
        next = Math.max(next, page.nextLine());
        reason = page.lines().isEmpty() ? page.reason() : null;
    }
}
