package dev.obtaskd.api.obshell;

import dev.obtaskd.log.AttemptDirectory;
import dev.obtaskd.log.LogLimits;
import dev.obtaskd.log.LogLine;
import dev.obtaskd.log.LogReader;
import dev.obtaskd.log.TaskDirectories;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.SubTaskState;
import dev.obtaskd.task.Task;
import dev.obtaskd.text.Language;
import dev.obtaskd.text.Messages;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Joins the logs of the attempts of a sub task into one, as obshell has no attempts. */
@ApplicationScoped
class SubTaskLogs {
    private static final Messages MESSAGES = Messages.of("obshell");

    /** More lines than any attempt has, so that ids increase from one attempt to the next. */
    private static final long IDS_PER_ATTEMPT = 1_000_000_000;

    private final TaskDirectories directories;
    private final LogLimits limits;

    SubTaskLogs(TaskDirectories directories, LogLimits limits) {
        this.directories = directories;
        this.limits = limits;
    }

    /**
     * A line of a log.
     *
     * @param id increases over the lines of all attempts
     * @param attempt number of the attempt, from 1
     */
    record Line(long id, int attempt, Instant at, String text) {}

    /**
     * The last lines, oldest first. A failed sub task always has at least one, because clients
     * access its last line unchecked.
     *
     * @param limit maximum number, from 1
     */
    List<Line> tail(Task task, SubTask subTask, int limit) {
        var directory = directories.of(task.id(), task.origin().createdAt());
        var lines = new ArrayDeque<Line>();
        for (var no = subTask.attemptNo(); no > 0 && lines.size() < limit; no--) {
            var left = limit - lines.size();
            directory
                    .find(subTask.id(), no)
                    .map(attempt -> read(attempt, left))
                    .orElse(List.of())
                    .reversed()
                    .forEach(lines::addFirst);
        }
        return lines.isEmpty() && failed(subTask)
                ? List.of(failureLine(subTask))
                : List.copyOf(lines);
    }

    /**
     * The last lines after one that says how many earlier lines there are, and where, if there are
     * any.
     *
     * @param id generic id of the sub task
     * @param limit maximum number of lines without that one, from 1
     */
    List<Line> tailWithOmission(
            Task task, SubTask subTask, String id, int limit, Language language) {
        var lines = tail(task, subTask, limit);
        if (lines.size() < limit) {
            return lines;
        }
        var first = lines.getFirst();
        var omitted = total(task, subTask, lines.getLast().attempt()) - lines.size();
        if (omitted <= 0) {
            return lines;
        }
        var text =
                MESSAGES.text(
                        "log.omitted",
                        omitted,
                        "/api/v2/subtasks/" + id + "/log/raw?attempt=" + first.attempt());
        var notice = new Line(first.id() - 1, first.attempt(), first.at(), language.say(text));
        return Stream.concat(Stream.of(notice), lines.stream()).toList();
    }

    /** Lines of all attempts up to one; deleted logs have none. */
    private long total(Task task, SubTask subTask, int last) {
        var directory = directories.of(task.id(), task.origin().createdAt());
        return IntStream.rangeClosed(1, last)
                .mapToObj(no -> directory.find(subTask.id(), no))
                .flatMap(Optional::stream)
                .mapToLong(this::count)
                .sum();
    }

    private long count(AttemptDirectory attempt) {
        try {
            return new LogReader(attempt, limits).end().lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Line> read(AttemptDirectory attempt, int limit) {
        try {
            var reader = new LogReader(attempt, limits);
            var page = reader.tail(limit);
            var lines = new ArrayList<>(page.lines());
            while (!page.eof() && lines.size() < limit) {
                page = reader.page(page.nextLine(), limit - lines.size());
                lines.addAll(page.lines());
            }
            return lines.stream().map(line -> line(attempt.no(), line)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Line line(int attempt, LogLine line) {
        return new Line(attempt * IDS_PER_ATTEMPT + line.n(), attempt, line.at(), line.text());
    }

    private static boolean failed(SubTask subTask) {
        return subTask.state().failed() || subTask.state() == SubTaskState.ROLLBACK_FAILED;
    }

    /** Stands for the log of a failed sub task whose log is deleted or not written yet. */
    private static Line failureLine(SubTask subTask) {
        var message = subTask.message() == null ? "failed: " + subTask.cause() : subTask.message();
        var at = subTask.endedAt() == null ? Instant.EPOCH : subTask.endedAt();
        return new Line(
                subTask.attemptNo() * IDS_PER_ATTEMPT + 1, subTask.attemptNo(), at, message);
    }
}
