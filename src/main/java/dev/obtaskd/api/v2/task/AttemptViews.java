package dev.obtaskd.api.v2.task;

import dev.obtaskd.engine.TaskControl;
import dev.obtaskd.id.AttemptKey;
import dev.obtaskd.log.LogLimits;
import dev.obtaskd.log.LogLine;
import dev.obtaskd.log.LogReader;
import dev.obtaskd.log.TaskDirectories;
import dev.obtaskd.store.StoreReader;
import dev.obtaskd.task.Attempt;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads attempts and the sizes of their logs on this host. */
@ApplicationScoped
class AttemptViews {

    /** A longer log is not searched for its first error; its last line is used. */
    private static final long SEARCHED_BYTES = 4 * 1024 * 1024;

    private final StoreReader tasks;
    private final TaskDirectories directories;
    private final LogLimits limits;
    private final TaskControl control;

    AttemptViews(
            StoreReader tasks, TaskDirectories directories, LogLimits limits, TaskControl control) {
        this.tasks = tasks;
        this.directories = directories;
        this.limits = limits;
        this.control = control;
    }

    /** The attempts of every sub task, by its row id. */
    Map<Long, List<LoggedAttempt>> of(Task task) {
        return task.subTasks().stream()
                .filter(subTask -> subTask.attempt() != null)
                .collect(Collectors.toMap(SubTask::id, subTask -> of(task, subTask)));
    }

    /** The attempts of one sub task, the latest last. */
    List<LoggedAttempt> of(Task task, SubTask subTask) {
        if (subTask.attempt() == null) {
            return List.of();
        }
        var all = new ArrayList<LoggedAttempt>();
        for (var earlier : tasks.attempts(task.idOf(subTask))) {
            if (earlier.no() < subTask.attemptNo()) {
                all.add(logged(task, subTask, earlier));
            }
        }
        all.add(logged(task, subTask, subTask.attempt()));
        return all;
    }

    /** The line to show first: the first error of a failed task, else the last line. */
    Optional<LogLine> mainLine(Task task, SubTask subTask) {
        return directories
                .of(task.id(), task.origin().createdAt())
                .find(subTask.id(), subTask.attemptNo())
                .flatMap(
                        directory -> {
                            try {
                                var log = new LogReader(directory, limits);
                                return task.state().failed() && log.size() <= SEARCHED_BYTES
                                        ? log.firstErrorLine()
                                        : log.tail(1).lines().stream().findFirst();
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
    }

    private LoggedAttempt logged(Task task, SubTask subTask, Attempt attempt) {
        var directory =
                directories
                        .of(task.id(), task.origin().createdAt())
                        .find(subTask.id(), attempt.no());
        if (directory.isEmpty()) {
            var expired = attempt.startedAt() != null && attempt.endedAt() != null;
            return new LoggedAttempt(attempt, 0, 0, expired);
        }
        try {
            var end = new LogReader(directory.get(), limits).end();
            var stopping =
                    attempt.endedAt() == null
                            ? control.stopping(new AttemptKey(task.idOf(subTask), attempt.no()))
                            : List.<Long>of();
            return new LoggedAttempt(attempt, end.lines(), end.bytes(), false, stopping);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
