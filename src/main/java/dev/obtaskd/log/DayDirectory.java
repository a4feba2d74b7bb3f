package dev.obtaskd.log;

import dev.obtaskd.id.TaskId;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * The directories of tasks created on one day in UTC.
 *
 * @param start the day's first instant
 */
public record DayDirectory(Path path, Instant start) {

    /** The directory of a day; empty if the name is not a day. */
    static Optional<DayDirectory> of(Path path) {
        try {
            var date =
                    LocalDate.parse(
                            path.getFileName().toString(), DateTimeFormatter.BASIC_ISO_DATE);
            return Optional.of(
                            new DayDirectory(path, date.atStartOfDay(ZoneOffset.UTC).toInstant()))
                    .filter(day -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS));
        } catch (DateTimeParseException stranger) {
            return Optional.empty();
        }
    }

    /** The first instant of the next day. */
    public Instant end() {
        return start.plus(Duration.ofDays(1));
    }

    /** The tasks with a directory of this day, in order. */
    public List<TaskId> taskIds() throws IOException {
        try (var children = Files.list(path)) {
            return children.map(child -> child.getFileName().toString())
                    .flatMap(name -> TaskId.parse(name).stream())
                    .sorted()
                    .toList();
        }
    }

    /** The directory of a task. */
    public TaskDirectory of(TaskId taskId) {
        return new TaskDirectory(path.resolve(taskId.toString()));
    }

    /** Deletes the directory of the day if it is empty. */
    public void deleteIfEmpty() throws IOException {
        try {
            Files.deleteIfExists(path);
        } catch (DirectoryNotEmptyException stillNeeded) {
            return;
        }
    }
}
