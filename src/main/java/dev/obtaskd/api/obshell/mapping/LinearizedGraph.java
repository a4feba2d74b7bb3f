package dev.obtaskd.api.obshell.mapping;

import dev.obtaskd.task.Direction;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.SubTaskState;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskState;
import dev.obtaskd.task.TaskStep;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * The graph of a task as obshell's chain of nodes. Each step is a node. Nodes are ordered by their
 * depth in the graph, then by their order in the operation.
 */
public final class LinearizedGraph {

    private LinearizedGraph() {}

    /** The nodes in order. */
    public static List<TaskStep> nodes(Task task) {
        return task.graph().steps().stream()
                .sorted(Comparator.comparingInt(step -> task.graph().stage(step.id())))
                .toList();
    }

    /** Position of the current node, from 1, in either direction. */
    public static int stage(Task task) {
        if (task.state() == TaskState.SUCCEEDED) {
            return task.graph().steps().size();
        }
        return last(
                task,
                task.direction() == Direction.FORWARD
                        ? LinearizedGraph::reached
                        : LinearizedGraph::toUndo);
    }

    private static int last(Task task, Predicate<SubTask> there) {
        var nodes = nodes(task);
        for (var i = nodes.size(); i > 1; i--) {
            if (task.subTasksOf(nodes.get(i - 1).id()).stream().anyMatch(there)) {
                return i;
            }
        }
        return 1;
    }

    /** A step that its {@code when} condition skipped was not reached. */
    private static boolean reached(SubTask subTask) {
        var leftOut = subTask.skipped() != null && subTask.skipped().by() == null;
        return subTask.state() != SubTaskState.PENDING && !leftOut;
    }

    private static boolean toUndo(SubTask subTask) {
        return subTask.toUndo()
                || subTask.state().active()
                || subTask.state() == SubTaskState.ROLLBACK_FAILED;
    }
}
