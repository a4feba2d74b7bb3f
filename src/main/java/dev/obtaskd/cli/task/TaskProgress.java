package dev.obtaskd.cli.task;

import dev.obtaskd.api.v2.wire.FailureCause;
import dev.obtaskd.api.v2.wire.TaskState;
import dev.obtaskd.api.v2.wire.TaskView;
import dev.obtaskd.cli.command.ExitCode;
import org.jspecify.annotations.Nullable;

/** What the state of a task means for a command that waits for its end. */
final class TaskProgress {

    private TaskProgress() {}

    /** The exit code of a wait that ends in this state; null if the task continues by itself. */
    static @Nullable ExitCode end(TaskView task) {
        return switch (task.state()) {
            case SUCCEEDED -> ExitCode.DONE;
            case ROLLED_BACK -> ExitCode.ROLLED_BACK;
            case ABANDONED -> ExitCode.ABANDONED;
            case FAILED ->
                    task.cause() == FailureCause.TERMINATED ? ExitCode.TERMINATED : ExitCode.FAILED;
            case ROLLBACK_FAILED -> ExitCode.ROLLBACK_FAILED;
            case null, default -> null;
        };
    }

    /** Whether the task needs a user. */
    static boolean needsUser(TaskView task) {
        return task.state() == TaskState.FAILED || task.state() == TaskState.ROLLBACK_FAILED;
    }
}
