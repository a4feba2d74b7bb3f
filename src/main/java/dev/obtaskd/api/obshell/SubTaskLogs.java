package dev.obtaskd.api.obshell;

import com.github.benmanes.caffeine.cache.Cache;
import dev.obtaskd.cache.Caches;
import dev.obtaskd.log.AttemptDirectory;
import dev.obtaskd.log.LogLine;
import dev.obtaskd.log.LogReader;
import dev.obtaskd.log.TaskDirectories;
import dev.obtaskd.log.TaskDirectory;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.SubTaskState;
import dev.obtaskd.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** The logs of a sub task's attempts as one: obshell does not tell them apart. */
@ApplicationScoped
class SubTaskLogs {

    /** More lines than any attempt has, so that ids go on from one attempt to the next. */
    private static final long LINES = 1_000_000_000;

    /**
     * Clients ask for the same unfinished dags every second: what has ended is not read every time.
     */
    private static final int TAILS_KEPT = 1_024;

    /** Longest tail that is kept, in characters. */
    private static final int MOST_KEPT = 8 * 1024;

    private final TaskDirectories places;
    private final Cache<Tail, List<Line>> ended = Caches.sized(TAILS_KEPT).build();

    SubTaskLogs(TaskDirectories places) {
        this.places = places;
    }

    private record Tail(long subTaskId, int attempt, int most) {}

    /**
     * A line.
     *
     * @param id orders the lines of all attempts
     * @param attempt number of the attempt, from 1
     */
    record Line(long id, int attempt, Instant at, String text) {}

    /**
     * The last lines, the oldest first. Clients look at the last line of whatever has failed
     * without asking whether there is one, so there always is.
     *
     * @param most how many at most, from 1
     */
    List<Line> tail(Task task, SubTask subTask, int most) {
        var directory = places.of(task.id(), task.origin().createdAt());
        var lines = new ArrayDeque<Line>();
        for (var no = subTask.attemptNo(); no > 0 && lines.size() < most; no--) {
            tail(directory, subTask, no, most).reversed().stream()
                    .limit(most - lines.size())
                    .forEach(lines::addFirst);
        }
        return lines.isEmpty() && failed(subTask) ? List.of(lastWord(subTask)) : List.copyOf(lines);
    }

    private List<Line> tail(TaskDirectory directory, SubTask subTask, int no, int most) {
        var key = new Tail(subTask.id(), no, most);
        var known = ended.getIfPresent(key);
        if (known != null) {
            return known;
        }
        var lines =
                directory
                        .find(subTask.id(), no)
                        .map(attempt -> read(attempt, most))
                        .orElse(List.of());
        var over = no < subTask.attemptNo() || !subTask.attempting();
        // An attempt that never started gets its one line a moment after it has ended.
        if (over
                && !lines.isEmpty()
                && lines.stream().mapToInt(line -> line.text().length()).sum() <= MOST_KEPT) {
            ended.put(key, lines);
        }
        return lines;
    }

    private static List<Line> read(AttemptDirectory attempt, int most) {
        try {
            var reader = new LogReader(attempt);
            var page = reader.tail(most);
            var lines = new ArrayList<>(page.lines());
            while (!page.eof() && lines.size() < most) {
                page = reader.page(page.nextLine(), most - lines.size());
                lines.addAll(page.lines());
            }
            return lines.stream().map(line -> line(attempt.no(), line)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Line line(int attempt, LogLine line) {
        return new Line(attempt * LINES + line.n(), attempt, line.at(), line.text());
    }

    private static boolean failed(SubTask subTask) {
        return subTask.state().failed() || subTask.state() == SubTaskState.ROLLBACK_FAILED;
    }

    /** What is still known of a failure whose log is gone, or not yet there. */
    private static Line lastWord(SubTask subTask) {
        var message = subTask.message() == null ? "failed: " + subTask.cause() : subTask.message();
        var at = subTask.endedAt() == null ? Instant.EPOCH : subTask.endedAt();
        return new Line(subTask.attemptNo() * LINES + 1, subTask.attemptNo(), at, message);
    }
}
