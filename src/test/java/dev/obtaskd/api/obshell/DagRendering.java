package dev.obtaskd.api.obshell;

import dev.obtaskd.engine.attempt.EngineSettings;
import dev.obtaskd.log.LogLimits;
import dev.obtaskd.log.TaskDirectories;
import dev.obtaskd.task.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.ZoneOffset;
import java.util.stream.Collectors;

/** Assembles dags without a daemon: agent 127.0.0.1:2886, zone UTC, no logs on disk. */
final class DagRendering {

    private static final SubTaskLogs NO_LOGS = new SubTaskLogs(emptyPlaces(), LogLimits.DEFAULT);

    private DagRendering() {}

    private record Agent() implements EngineSettings.AgentSettings {
        @Override
        public String ip() {
            return "127.0.0.1";
        }

        @Override
        public int port() {
            return 2886;
        }
    }

    /** A new assembler. */
    static DagAssembler dags() {
        return new DagAssembler(new Agent(), NO_LOGS, ZoneOffset.UTC);
    }

    static DagDetail dag(Task task) {
        return dags().dag(task, true);
    }

    /** A dag in one line, in the format of the recordings: without ids, names and exact times. */
    static String line(Task task) {
        return line(dag(task));
    }

    static String line(DagDetail dag) {
        return dag.stage()
                + "/"
                + dag.maxStage()
                + " type "
                + dag.maintenanceType()
                + dag.maintenanceKey()
                + " "
                + dag.state()
                + " "
                + dag.operator()
                + " "
                + zero(dag.startTime())
                + zero(dag.endTime())
                + " "
                + (dag.additionalData() == null ? "null" : "{}")
                + dag.nodes().stream()
                        .map(node -> " | " + line(node))
                        .collect(Collectors.joining());
    }

    private static String line(NodeDetail node) {
        return node.state()
                + " "
                + node.operator()
                + " "
                + zero(node.startTime())
                + zero(node.endTime())
                + node.subTasks().stream()
                        .map(DagRendering::line)
                        .collect(Collectors.joining(", ", " [", "]"));
    }

    private static String line(TaskDetail subTask) {
        return subTask.state()
                + " "
                + subTask.operator()
                + " "
                + subTask.executeTimes()
                + " "
                + (subTask.taskLogs() == null ? "-" : "log");
    }

    private static String zero(String time) {
        return time.equals("1970-01-01T00:00:00Z") ? "z" : "t";
    }

    private static TaskDirectories emptyPlaces() {
        try {
            return new TaskDirectories(Files.createTempDirectory("obtaskd-dags"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
