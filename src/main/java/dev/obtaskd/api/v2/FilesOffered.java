package dev.obtaskd.api.v2;

import dev.obtaskd.log.AttemptDirectory;
import dev.obtaskd.log.Attempts;
import dev.obtaskd.log.Downloads;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which files of a task are offered: of each sub task those of its latest attempt that left any. */
@ApplicationScoped
class FilesOffered {

    private final Attempts attempts;
    private final FilesHashed hashed;

    FilesOffered(Attempts attempts, FilesHashed hashed) {
        this.attempts = attempts;
        this.hashed = hashed;
    }

    /** All of them, in the order of the steps. */
    List<FilesView> list(Task task, Wording wording) throws IOException {
        var found = new ArrayList<FilesView>();
        for (var subTask : task.subTasks()) {
            var directory = latest(task, subTask);
            if (directory.isPresent()) {
                found.addAll(list(task, subTask, directory.get(), wording));
            }
        }
        return found;
    }

    /** The files of the attempt whose files are offered; empty if none left any, or they are expired. */
    Optional<AttemptDirectory> latest(Task task, SubTask subTask) throws IOException {
        var directories = attempts.of(task.id(), task.origin().createdAt()).attempts(subTask.id());
        for (var directory : directories.reversed()) {
            if (new Downloads(directory).any()) {
                return Optional.of(directory);
            }
        }
        return Optional.empty();
    }

    /**
     * A file for download; of a step on several hosts the first one's.
     *
     * @param name {@code stepId/file}
     * @throws ProblemException {@code file.unknown} for whatever is not offered
     */
    FilesDownload find(Task task, String name) throws IOException {
        var slash = name.indexOf('/');
        var step = slash < 0 ? name : name.substring(0, slash);
        var file = name.substring(slash + 1);
        for (var subTask : task.of(step)) {
            var directory = latest(task, subTask);
            var size = directory.isEmpty() ? Optional.<Long>empty() : FilesSource.size(directory.get(), file);
            if (size.isPresent()) {
                var last = file.substring(file.lastIndexOf('/') + 1);
                return new FilesDownload(last, "application/octet-stream", size.get(),
                        new FilesSource(directory.get(), file));
            }
        }
        throw ProblemException.of(Code.FILE_UNKNOWN);
    }

    private List<FilesView> list(Task task, SubTask subTask, AttemptDirectory directory, Wording wording)
            throws IOException {
        var ended = directory.no() < subTask.attemptNo() || !subTask.attempting();
        var root = "/api/v2/tasks/" + wording.id(task, task.id()) + "/files/" + FilesDownload.encoded(subTask.stepId());
        return hashed.of(directory, ended).stream()
                .map(file -> new FilesView(subTask.stepId() + "/" + file.name(), file.sizeBytes(), file.sha256(),
                        subTask.stepId(), wording.id(task, subTask.id()), subTask.host(), directory.no(),
                        root + path(file.name())))
                .toList();
    }

    private static String path(String name) {
        var path = new StringBuilder();
        for (var part : name.split("/")) {
            path.append('/').append(FilesDownload.encoded(part));
        }
        return path.toString();
    }
}
