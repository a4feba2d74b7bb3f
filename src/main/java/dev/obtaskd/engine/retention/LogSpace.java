package dev.obtaskd.engine.retention;

import dev.obtaskd.id.TaskId;
import dev.obtaskd.log.TaskDirectories;
import dev.obtaskd.log.TaskDirectory;
import dev.obtaskd.store.StoreReader;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the logs and files that exceed the space for all of them. */
final class LogSpace {

    private final TaskDirectories directories;
    private final StoreReader tasks;
    private final int batch;

    /**
     * @param batch tasks that are read from the store at once
     */
    LogSpace(TaskDirectories directories, StoreReader tasks, int batch) {
        this.directories = directories;
        this.tasks = tasks;
        this.batch = batch;
    }

    /**
     * What a task left on this host.
     *
     * @param end of the task; empty if it is not finished
     */
    record Usage(TaskId id, TaskDirectory directory, long size, Optional<Instant> end) {}

    /**
     * The finished tasks without whose logs and files the others fit; those that ended first, in
     * this order.
     *
     * @param limit in bytes
     */
    List<Usage> excess(Instant now, long limit) throws IOException {
        var all = usage(now);
        var left = all.stream().mapToLong(Usage::size).sum() - limit;
        var excess = new ArrayList<Usage>();
        var finished =
                all.stream()
                        .filter(task -> task.end().isPresent())
                        .sorted(Comparator.comparing(task -> task.end().orElseThrow()))
                        .toList();
        for (var i = 0; i < finished.size() && left > 0; i++) {
            excess.add(finished.get(i));
            left -= finished.get(i).size();
        }
        return excess;
    }

    private List<Usage> usage(Instant now) throws IOException {
        var all = new ArrayList<Usage>();
        for (var day : directories.daysUpTo(now)) {
            var ids = day.taskIds();
            for (var from = 0; from < ids.size(); from += batch) {
                var some = ids.subList(from, Math.min(from + batch, ids.size()));
                var ends = tasks.ends(some);
                for (var id : some) {
                    var directory = day.of(id);
                    var end = ends.getOrDefault(id, Optional.empty());
                    all.add(new Usage(id, directory, directory.size(), end));
                }
            }
        }
        return all;
    }
}
