package dev.obtaskd.log;

import dev.obtaskd.id.TaskId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Backup copies of attempts for rollbacks: {@code <data-dir>/kept/<task id>/<sub task id>}, {@code
 * c<number>} for a cluster task. They exist until the task ends, outside the directories of tasks,
 * so that a start finds those of ended tasks without a search.
 *
 * @param path of all backups; may not exist
 */
public record BackupDirectories(Path path) {

    /** The directory of a sub task; may not exist. */
    public Path of(TaskId taskId, long subTaskId) {
        return path.resolve(taskId.toString()).resolve(Long.toString(subTaskId));
    }

    /** The tasks with backups. */
    public List<TaskId> taskIds() throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (var tasks = Files.list(path)) {
            return tasks.map(task -> task.getFileName().toString())
                    .flatMap(name -> TaskId.parse(name).stream())
                    .toList();
        }
    }

    /** Deletes the backups of a task. */
    public void delete(TaskId taskId) throws IOException {
        DirectoryDeleter.delete(path.resolve(taskId.toString()));
    }
}
