package dev.obtaskd.api.v2.log;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obtaskd.api.v2.audit.AuditCsv;
import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.api.v2.task.TaskDetailAssembler;
import dev.obtaskd.log.LogLimits;
import dev.obtaskd.log.LogReader;
import dev.obtaskd.log.OfferedFiles;
import dev.obtaskd.log.TaskArchive;
import dev.obtaskd.log.TaskDirectories;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Builds the archive of a task: its details, its audit, its logs and its files. */
@ApplicationScoped
class LogArchive {

    private final TaskDetailAssembler details;
    private final AuditCsv audit;
    private final TaskFiles files;
    private final TaskDirectories attempts;
    private final ObjectMapper json;

    LogArchive(
            TaskDetailAssembler details,
            AuditCsv audit,
            TaskFiles files,
            TaskDirectories attempts,
            ObjectMapper json) {
        this.details = details;
        this.audit = audit;
        this.files = files;
        this.attempts = attempts;
        this.json = json;
    }

    /**
     * The archive of a task in its current state. The parts from the store are read now, the others
     * when they are sent.
     */
    DownloadContent of(Task task, ResponseContext context) throws IOException {
        var detail = details.of(task, context);
        var head = new LinkedHashMap<String, byte[]>();
        head.put("task_info.txt", LogArchiveInfo.of(detail).getBytes(StandardCharsets.UTF_8));
        head.put("task.json", json.writerWithDefaultPrettyPrinter().writeValueAsBytes(detail));
        head.put("audit.csv", audit.of(task, context).getBytes(StandardCharsets.UTF_8));
        return out -> write(task, head, out);
    }

    /** Writes it entry by entry, without expired logs and files. */
    private void write(Task task, Map<String, byte[]> head, OutputStream out) throws IOException {
        try (var zip = new TaskArchive(out)) {
            for (var entry : head.entrySet()) {
                zip.entry(entry.getKey(), entry.getValue());
            }
            for (var subTask : task.subTasks()) {
                logs(task, subTask, zip);
            }
            for (var subTask : task.subTasks()) {
                var directory = files.latest(task, subTask);
                if (directory.isPresent()) {
                    zip.files(subTask.stepId(), new OfferedFiles(directory.get()));
                }
            }
        }
    }

    private void logs(Task task, SubTask subTask, TaskArchive zip) throws IOException {
        var stage = task.graph().stage(subTask.stepId());
        for (var directory :
                attempts.of(task.id(), task.origin().createdAt()).attempts(subTask.id())) {
            zip.log(
                    stage,
                    subTask.stepId(),
                    subTask.host().toString(),
                    directory.no(),
                    new LogReader(directory, LogLimits.DEFAULT));
        }
    }
}
