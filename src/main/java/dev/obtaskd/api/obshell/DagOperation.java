package dev.obtaskd.api.obshell;

import dev.obtaskd.api.obshell.mapping.ObshellErrorCode;
import dev.obtaskd.api.obshell.mapping.ObshellException;
import dev.obtaskd.task.AllowedOperation;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskOp;
import dev.obtaskd.task.TaskState;
import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
import java.util.Arrays;

/** What obshell's clients can do with a dag, and which of our operations that is. */
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
    /** No step can forbid it: a failed dag must never keep its claim for good. */
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
     * The operator of a word, in any case.
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
     * Refuses what obshell's clients must not ask for although we could do it.
     *
     * @throws ObshellException {@code DAG_CANCEL_NOT_ALLOWED} during a rollback, where obshell
     *     itself walks forward again
     */
    void check(Task task) {
        if (this == CANCEL && task.state() == TaskState.ROLLING_BACK) {
            throw new ObshellException(notAllowed, NO_WAY_FORWARD);
        }
    }

    /**
     * Words our refusal: obshell tells a step that does not allow it from a dag in the wrong state.
     */
    ObshellException refused(AllowedOperation why) {
        var step = why.reasonCode() != null && why.reasonCode().startsWith("step.");
        return new ObshellException(step ? notAllowed : wrongState, why.reason());
    }
}
