package dev.obtaskd.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The copies that attempts keep for rollbacks: {@code <data-dir>/kept/<task id>/<sub task id>}.
 * They stay until the task ends, and lie apart from the tasks' directories so that a start finds
 * those of ended tasks without a search.
 *
 * @param path where they are; may not exist
 */
public record BackupDirectories(Path path) {

    /** The directory of a sub task; may not exist. */
    public Path of(long taskId, long subTaskId) {
        return path.resolve(Long.toString(taskId)).resolve(Long.toString(subTaskId));
    }

    /** Row ids of the tasks that have kept something. */
    public List<Long> taskIds() throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (var tasks = Files.list(path)) {
            return tasks.map(task -> task.getFileName().toString())
                    .filter(name -> name.matches("[1-9][0-9]{0,17}"))
                    .map(Long::valueOf)
                    .toList();
        }
    }

    /** Deletes all that a task has kept. */
    public void delete(long taskId) throws IOException {
        DirectoryDeleter.delete(path.resolve(Long.toString(taskId)));
    }
}
