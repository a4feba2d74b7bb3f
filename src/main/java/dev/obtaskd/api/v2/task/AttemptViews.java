package dev.obtaskd.api.v2.task;

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

/** Attempts with what their logs on this host say of themselves. */
@ApplicationScoped
class AttemptViews {

    /** Up to this length a log is searched for its first error; beyond, its last line has to do. */
    private static final long SEARCHED_BYTES = 4 * 1024 * 1024;

    private final StoreReader tasks;
    private final TaskDirectories places;

    AttemptViews(StoreReader tasks, TaskDirectories places) {
        this.tasks = tasks;
        this.places = places;
    }

    /** Those of every sub task, by its row id. */
    Map<Long, List<AttemptView.Logged>> of(Task task) {
        return task.subTasks().stream()
                .filter(subTask -> subTask.attempt() != null)
                .collect(Collectors.toMap(SubTask::id, subTask -> of(task, subTask)));
    }

    /** Those of one sub task as it is given, the latest last. */
    List<AttemptView.Logged> of(Task task, SubTask subTask) {
        if (subTask.attempt() == null) {
            return List.of();
        }
        var all = new ArrayList<AttemptView.Logged>();
        for (var earlier : tasks.attempts(task.idOf(subTask))) {
            if (earlier.no() < subTask.attemptNo()) {
                all.add(logged(task, subTask, earlier));
            }
        }
        all.add(logged(task, subTask, subTask.attempt()));
        return all;
    }

    /** The line to look at first: of a failure its first error, else the latest. */
    Optional<LogLine> telling(Task task, SubTask subTask) {
        return places.of(task.id(), task.origin().createdAt())
                .find(subTask.id(), subTask.attemptNo())
                .flatMap(
                        place -> {
                            try {
                                var log = new LogReader(place);
                                return task.state().failed() && log.size() <= SEARCHED_BYTES
                                        ? log.firstErrorLine()
                                        : log.tail(1).lines().stream().findFirst();
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
    }

    private AttemptView.Logged logged(Task task, SubTask subTask, Attempt attempt) {
        var place =
                places.of(task.id(), task.origin().createdAt()).find(subTask.id(), attempt.no());
        if (place.isEmpty()) {
            var wrote = attempt.startedAt() != null && attempt.endedAt() != null;
            return new AttemptView.Logged(attempt, 0, 0, wrote);
        }
        try {
            var end = new LogReader(place.get()).end();
            return new AttemptView.Logged(attempt, end.lines(), end.bytes(), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
