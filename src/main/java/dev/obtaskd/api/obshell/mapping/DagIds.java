package dev.obtaskd.api.obshell.mapping;

import dev.obtaskd.engine.TaskLookup;
import dev.obtaskd.task.GenericId;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskStep;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds what generic ids name; nothing in an id says whether that is a dag, a node or a sub task.
 */
@ApplicationScoped
public class DagIds {

    /** Go reads a row id with a sign; such a row is well formed and never there. */
    private static final Pattern SIGNED = Pattern.compile("([1-5][0-9]*)[+-]([0-9]+)");

    private final TaskLookup lookup;

    DagIds(TaskLookup lookup) {
        this.lookup = lookup;
    }

    /** A node in its dag. */
    public record Node(Task task, TaskStep step) {}

    /** A sub task in its dag. */
    public record Part(Task task, SubTask subTask) {}

    /**
     * Looks at the form of an id only.
     *
     * @throws ObshellException {@code GENERIC_ID_INVALID}
     */
    public static GenericId parse(String id) {
        try {
            return GenericId.parse(id);
        } catch (GenericId.Invalid e) {
            throw signedRow(id)
                    ? notFound("record not found")
                    : new ObshellException(
                            ObshellErrorCode.GENERIC_ID_INVALID,
                            id,
                            String.valueOf(e.getMessage()));
        }
    }

    /**
     * The dag of an id, which must be written as we write it.
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
        var part = subTask(id);
        var step = part.task().stepOf(part.subTask());
        if (part.task().of(step.id()).getFirst().id() != part.subTask().id()) {
            throw notFound("record not found");
        }
        return new Node(part.task(), step);
    }

    /**
     * The sub task of an id.
     *
     * @throws ObshellException {@code GENERIC_ID_INVALID} or {@code TASK_NOT_FOUND}
     */
    public Part subTask(String id) {
        return findSubTask(id).orElseThrow(() -> notFound("record not found"));
    }

    /**
     * The sub task of an id, if there is one.
     *
     * @throws ObshellException {@code GENERIC_ID_INVALID}
     */
    public Optional<Part> findSubTask(String id) {
        var wanted = parse(id);
        return lookup.ownerOf(wanted).map(task -> new Part(task, task.subTask(wanted.row())));
    }

    /**
     * @param why in obshell's words: clients look for the beginning of the message
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
