package dev.obtaskd.api.v2.wire;

import dev.obtaskd.task.TaskDefinition;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Who started a task, and by which way. */
@RegisterForReflection
public record InitiatorView(String user, TaskDefinition.Source source) {

    public static InitiatorView of(TaskDefinition.Initiator initiator) {
        return new InitiatorView(initiator.user(), initiator.source());
    }
}
