package dev.obtaskd.log;

import dev.obtaskd.id.TaskId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the directories of tasks: {@code <data-dir>/tasks/<yyyyMMdd>/<task id>}, {@code c<number>}
 * for a cluster task, where the day is that of the task's creation in UTC, so that no directory
 * ever holds very many.
 */
public final class TaskDirectories {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.BASIC_ISO_DATE.withZone(ZoneOffset.UTC);

    private final Path tasks;
    private final BackupDirectories kept;

    /**
     * @param dataDir the daemon's data directory; exists
     */
    public TaskDirectories(Path dataDir) {
        this.tasks = dataDir.resolve("tasks");
        this.kept = new BackupDirectories(dataDir.resolve("kept"));
    }

    /** The backup copies of unfinished tasks. */
    public BackupDirectories kept() {
        return kept;
    }

    /**
     * The days with directories of tasks, up to and including that of an instant, the oldest first.
     */
    public List<DayDirectory> daysUpTo(Instant last) throws IOException {
        if (!Files.isDirectory(tasks)) {
            return List.of();
        }
        try (var days = Files.list(tasks)) {
            return days.flatMap(path -> DayDirectory.of(path).stream())
                    .filter(day -> !day.start().isAfter(last))
                    .sorted(Comparator.comparing(DayDirectory::start))
                    .toList();
        }
    }

    /** The directory of a task, whether it exists or not. */
    public TaskDirectory of(TaskId taskId, Instant createdAt) {
        // The zone suffix of the basic date is cut off: the day is UTC by definition.
        var day = DAY.format(createdAt).substring(0, "yyyyMMdd".length());
        return new TaskDirectory(tasks.resolve(day).resolve(taskId.toString()));
    }
}
