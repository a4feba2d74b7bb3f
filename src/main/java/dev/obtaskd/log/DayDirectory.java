package dev.obtaskd.log;

import dev.obtaskd.id.TaskId;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

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

    /**
     * The files of the tasks of one day, for a backup: the marks of changed sub tasks, and also the
     * logs and the files for download of all attempts. The working directories of running attempts
     * are not among them. Programs may change these directories meanwhile.
     */
    public static final class Content {

        private static final Pattern MARK = Pattern.compile("\\d+\\.changed");
        private static final String RUN = "run";

        private final Path day;
        private final boolean logs;

        /**
         * @param logs whether logs and files belong to it, or only the marks
         */
        public Content(DayDirectory day, boolean logs) {
            this.day = day.path();
            this.logs = logs;
        }

        /** Receives the path of each file, relative to the directory of the day. */
        @FunctionalInterface
        public interface Visitor {
            void file(Path path) throws IOException;
        }

        /** Visits every file, unordered. Files that cannot be read are left out. */
        public void visit(Visitor visitor) throws IOException {
            var failures = new IOException[1];
            SecureDirectory.walk(
                    day,
                    new SecureDirectory.Visitor() {
                        @Override
                        public boolean file(Path path, BasicFileAttributes attributes) {
                            try {
                                if (included(path)) {
                                    visitor.file(path);
                                }
                                return true;
                            } catch (IOException e) {
                                failures[0] = e;
                                return false;
                            }
                        }
                    });
            if (failures[0] != null) {
                throw failures[0];
            }
        }

        /** Opens a file; empty if it was deleted or replaced meanwhile, or cannot be read. */
        public Optional<SeekableByteChannel> open(Path path) {
            try {
                return SecureDirectory.open(day, path);
            } catch (IOException gone) {
                return Optional.empty();
            }
        }

        private boolean included(Path path) {
            return switch (path.getNameCount()) {
                case 1 -> false;
                case 2 -> MARK.matcher(path.getName(1).toString()).matches();
                default -> logs && !path.getName(2).toString().equals(RUN);
            };
        }
    }
}
