package dev.obtaskd.api.obshell;

import static java.util.Objects.requireNonNull;

import dev.obtaskd.api.obshell.mapping.ObshellErrorCode;
import dev.obtaskd.api.obshell.mapping.ObshellException;
import dev.obtaskd.task.AllowedOperation;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskOp;
import dev.obtaskd.task.TaskState;
import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
import java.util.Arrays;

/** The operators of dags, and the operation that each one maps to. */
enum DagOperation {
    RETRY(
            TaskOp.RETRY,
            ObshellErrorCode.DAG_RETRY_NOT_FAILED,
            ObshellErrorCode.DAG_RETRY_NOT_ALLOWED),
    ROLLBACK(
            TaskOp.ROLLBACK,
            ObshellErrorCode.DAG_ROLLBACK_NOT_FAILED,
            ObshellErrorCode.DAG_ROLLBACK_NOT_ALLOWED),
    CANCEL(
            TaskOp.TERMINATE,
            ObshellErrorCode.DAG_CANCEL_FINISHED,
            ObshellErrorCode.DAG_CANCEL_NOT_ALLOWED),
    /** No step can forbid it, because a failed dag must not keep its claim forever. */
    PASS(
            TaskOp.ABANDON,
            ObshellErrorCode.DAG_PASS_NOT_FAILED,
            ObshellErrorCode.DAG_PASS_NOT_FAILED);
    private static final Messages MESSAGES = Messages.of("obshell");

    private static final LocalizedText NO_WAY_FORWARD = MESSAGES.text("dag.rolling-back");

    private final TaskOp op;
    private final ObshellErrorCode wrongState;
    private final ObshellErrorCode notAllowed;

    DagOperation(TaskOp op, ObshellErrorCode wrongState, ObshellErrorCode notAllowed) {
        this.op = op;
        this.wrongState = wrongState;
        this.notAllowed = notAllowed;
    }

    /**
     * The operator of a name, case-insensitive.
     *
     * @throws ObshellException {@code DAG_OPERATOR_NOT_SUPPORT}
     */
    static DagOperation of(String word) {
        return Arrays.stream(values())
                .filter(operator -> operator.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(
                        () ->
                                new ObshellException(
                                        ObshellErrorCode.DAG_OPERATOR_NOT_SUPPORT, word));
    }

    TaskOp op() {
        return op;
    }

    /**
     * Refuses operations that are possible here but not in obshell's API.
     *
     * @throws ObshellException {@code DAG_CANCEL_NOT_ALLOWED} during a rollback, where obshell
     *     itself would run forward again
     */
    void check(Task task) {
        if (this == CANCEL && task.state() == TaskState.ROLLING_BACK) {
            throw new ObshellException(notAllowed, NO_WAY_FORWARD);
        }
    }

    /**
     * Converts a refusal: obshell distinguishes a step that forbids the operation from a dag in the
     * wrong state.
     */
    ObshellException refused(AllowedOperation why) {
        var step = why.reasonCode() != null && why.reasonCode().startsWith("step.");
        return new ObshellException(step ? notAllowed : wrongState, requireNonNull(why.reason()));
    }
}
