package dev.obtaskd.api.obshell.mapping;

import dev.obtaskd.engine.TaskLookup;
import dev.obtaskd.task.GenericId;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskStep;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.regex.Pattern;

/** Looks up generic ids. An id does not tell whether it names a dag, a node or a sub task. */
@ApplicationScoped
public class DagIds {

    /** Go accepts a signed row id; such an id is valid, and its row never exists. */
    private static final Pattern SIGNED = Pattern.compile("([1-5][0-9]*)[+-]([0-9]+)");

    private final TaskLookup lookup;

    DagIds(TaskLookup lookup) {
        this.lookup = lookup;
    }

    /** A node in its dag. */
    public record Node(Task task, TaskStep step) {}

    /** A sub task in its dag. */
    public record OwnedSubTask(Task task, SubTask subTask) {}

    /**
     * Parses an id without a lookup.
     *
     * @throws ObshellException {@code GENERIC_ID_INVALID}
     */
    public static GenericId parse(String id) {
        try {
            return GenericId.parse(id);
        } catch (GenericId.Invalid e) {
            throw signedRow(id)
                    ? notFound("record not found")
                    : new ObshellException(ObshellErrorCode.GENERIC_ID_INVALID, id, e.reason());
        }
    }

    /**
     * The dag of an id, which must be in normal form.
     *
     * @throws ObshellException {@code GENERIC_ID_INVALID} or {@code TASK_NOT_FOUND}
     */
    public Task dag(String id) {
        var parsed = parse(id);
        var task = lookup.task(parsed).orElseThrow(() -> notFound("record not found"));
        if (!parsed.toString().equals(id)) {
            throw notFound("dag id not match");
        }
        return task;
    }

    /**
     * The node of an id: that of the first sub task of a step.
     *
     * @throws ObshellException {@code GENERIC_ID_INVALID} or {@code TASK_NOT_FOUND}
     */
    public Node node(String id) {
        var owned = subTask(id);
        var step = owned.task().stepOf(owned.subTask());
        if (owned.task().subTasksOf(step.id()).getFirst().id() != owned.subTask().id()) {
            throw notFound("record not found");
        }
        return new Node(owned.task(), step);
    }

    /**
     * The sub task of an id.
     *
     * @throws ObshellException {@code GENERIC_ID_INVALID} or {@code TASK_NOT_FOUND}
     */
    public OwnedSubTask subTask(String id) {
        return findSubTask(id).orElseThrow(() -> notFound("record not found"));
    }

    /**
     * The sub task of an id, if there is one.
     *
     * @throws ObshellException {@code GENERIC_ID_INVALID}
     */
    public Optional<OwnedSubTask> findSubTask(String id) {
        var wanted = parse(id);
        return lookup.ownerOf(wanted)
                .map(task -> new OwnedSubTask(task, task.subTask(wanted.row())));
    }

    /**
     * @param why obshell's text; clients compare the beginning of the message
     */
    public static ObshellException notFound(String why) {
        return new ObshellException(ObshellErrorCode.TASK_NOT_FOUND, why);
    }

    private static boolean signedRow(String id) {
        var signed = SIGNED.matcher(id);
        if (!signed.matches()) {
            return false;
        }
        try {
            var unsigned = GenericId.parse(signed.group(1) + signed.group(2));
            var row = Long.toString(unsigned.row());
            return unsigned.toString().equals(signed.group(1) + row);
        } catch (GenericId.Invalid e) {
            return false;
        }
    }
}
