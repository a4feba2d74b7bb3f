package dev.obtaskd.api.v2.log;

import dev.obtaskd.api.v2.http.ErrorCode;
import dev.obtaskd.api.v2.http.ProblemException;
import dev.obtaskd.log.AttemptDirectory;
import dev.obtaskd.log.OfferedFile;
import dev.obtaskd.log.OfferedFiles;
import dev.obtaskd.log.TaskDirectories;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files that a task offers: for each sub task those of its latest attempt with files. */
@ApplicationScoped
class TaskFiles {

    private final TaskDirectories attempts;

    TaskFiles(TaskDirectories attempts) {
        this.attempts = attempts;
    }

    /**
     * A file that is offered.
     *
     * @param step number of its step, from 0
     * @param directory of the attempt that wrote it
     */
    record Offered(int step, SubTask subTask, AttemptDirectory directory, OfferedFile file) {

        /** {@code stepId/file}. */
        String name() {
            return subTask.stepId() + "/" + file.name();
        }

        /** Unique; sorts the files of a task. */
        FileCursor key() {
            return new FileCursor(step, file.name(), subTask.host().toString());
        }

        boolean ended() {
            return directory.no() < subTask.attemptNo() || !subTask.hasRunningAttempt();
        }
    }

    /**
     * At least the first files from a place on, in no order: of each sub task so many.
     *
     * @param from the place; files before it may be among them
     */
    List<Offered> from(Task task, FileCursor from, int most) throws IOException {
        var steps = List.copyOf(task.graph().steps());
        var found = new ArrayList<Offered>();
        for (var i = from.step(); i < steps.size(); i++) {
            var first = i == from.step() ? from.name() : "";
            for (var subTask : task.subTasksOf(steps.get(i).id())) {
                var directory = latest(task, subTask);
                if (directory.isPresent()) {
                    var step = i;
                    new OfferedFiles(directory.get())
                            .list(first, most)
                            .forEach(
                                    file ->
                                            found.add(
                                                    new Offered(
                                                            step, subTask, directory.get(), file)));
                }
            }
        }
        return found;
    }

    /**
     * The files of the attempt whose files are offered; empty if there are none, or they have
     * expired.
     */
    Optional<AttemptDirectory> latest(Task task, SubTask subTask) throws IOException {
        var directories = attempts.of(task.id(), task.origin().createdAt()).attempts(subTask.id());
        for (var directory : directories.reversed()) {
            if (new OfferedFiles(directory).any()) {
                return Optional.of(directory);
            }
        }
        return Optional.empty();
    }

    /**
     * A file for download; for a step on several hosts that of the first host.
     *
     * @param name {@code stepId/file}
     * @throws ProblemException {@code file.unknown} for a file that is not offered
     */
    FileDownload find(Task task, String name) throws IOException {
        var slash = name.indexOf('/');
        var step = slash < 0 ? name : name.substring(0, slash);
        var file = name.substring(slash + 1);
        for (var subTask : task.subTasksOf(step)) {
            var directory = latest(task, subTask);
            if (directory.isPresent()) {
                var opened = new OfferedFiles(directory.get()).open(file);
                if (opened.isPresent()) {
                    var last = file.substring(file.lastIndexOf('/') + 1);
                    return FileDownload.of(last, "application/octet-stream", opened.get());
                }
            }
        }
        throw ProblemException.of(ErrorCode.FILE_UNKNOWN);
    }
}
