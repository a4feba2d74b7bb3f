package dev.obtaskd.api.v2.attention;

import dev.obtaskd.id.AgentAddress;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.task.WaitReason;

/** What several tasks need a user for; equal for tasks of the same cause. */
sealed interface CauseSubject {

    /** A claim; a task has one claim at most, so its owner identifies it. */
    record OfClaim(TaskId owner) implements CauseSubject {}

    /** An agent that does not run its sub tasks. */
    record OfAgent(AgentAddress agent) implements CauseSubject {}

    /**
     * A step that fails in the same way.
     *
     * @param error its first error line as an {@link ErrorPattern}
     */
    record OfFailure(String operation, String stepId, String error) implements CauseSubject {}

    /** A long wait. */
    record OfWait(WaitReason.Kind kind) implements CauseSubject {}
}
