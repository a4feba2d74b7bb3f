package dev.obtaskd.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Backup copies of attempts for rollbacks: {@code <data-dir>/kept/<task id>/<sub task id>}. They
 * exist until the task ends, outside the directories of tasks, so that a start finds those of ended
 * tasks without a search.
 *
 * @param path of all backups; may not exist
 */
public record BackupDirectories(Path path) {

    /** The directory of a sub task; may not exist. */
    public Path of(long taskId, long subTaskId) {
        return path.resolve(Long.toString(taskId)).resolve(Long.toString(subTaskId));
    }

    /** Row ids of the tasks with backups. */
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

    /** Deletes the backups of a task. */
    public void delete(long taskId) throws IOException {
        DirectoryDeleter.delete(path.resolve(Long.toString(taskId)));
    }
}
