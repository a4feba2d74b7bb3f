package dev.obtaskd.api.obshell;

import dev.obtaskd.task.Permit;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskOp;
import dev.obtaskd.task.TaskState;
import dev.obtaskd.task.Text;
import java.util.Arrays;

/** What obshell's clients can do with a dag, and which of our operations that is. */
enum DagOperator {
    RETRY(TaskOp.RETRY, WireCode.DAG_RETRY_NOT_FAILED, WireCode.DAG_RETRY_NOT_ALLOWED),
    ROLLBACK(TaskOp.ROLLBACK, WireCode.DAG_ROLLBACK_NOT_FAILED, WireCode.DAG_ROLLBACK_NOT_ALLOWED),
    CANCEL(TaskOp.TERMINATE, WireCode.DAG_CANCEL_FINISHED, WireCode.DAG_CANCEL_NOT_ALLOWED),
    /** No step can forbid it: a failed dag must never keep its claim for good. */
    PASS(TaskOp.ABANDON, WireCode.DAG_PASS_NOT_FAILED, WireCode.DAG_PASS_NOT_FAILED);

    private static final Text NO_WAY_FORWARD = new Text(
            "the task is being rolled back, and stopping that would leave it half undone",
            "任务正在回滚, 此时取消会使其处于半回滚状态");

    private final TaskOp op;
    private final WireCode wrongState;
    private final WireCode notAllowed;

    DagOperator(TaskOp op, WireCode wrongState, WireCode notAllowed) {
        this.op = op;
        this.wrongState = wrongState;
        this.notAllowed = notAllowed;
    }

    /**
     * The operator of a word, in any case.
     *
     * @throws WireException {@code DAG_OPERATOR_NOT_SUPPORT}
     */
    static DagOperator of(String word) {
        return Arrays.stream(values())
                .filter(operator -> operator.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new WireException(WireCode.DAG_OPERATOR_NOT_SUPPORT, word));
    }

    TaskOp op() {
        return op;
    }

    /**
     * Refuses what obshell's clients must not ask for although we could do it.
     *
     * @throws WireException {@code DAG_CANCEL_NOT_ALLOWED} during a rollback, where obshell itself walks forward again
     */
    void check(Task task) {
        if (this == CANCEL && task.state() == TaskState.ROLLING_BACK) {
            throw new WireException(notAllowed, NO_WAY_FORWARD);
        }
    }

    /** Words our refusal: obshell tells a step that does not allow it from a dag in the wrong state. */
    WireException refused(Permit why) {
        var step = why.reasonCode() != null && why.reasonCode().startsWith("step.");
        return new WireException(step ? notAllowed : wrongState, why.reason());
    }
}
