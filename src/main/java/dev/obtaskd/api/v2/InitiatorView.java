package dev.obtaskd.api.v2;

import dev.obtaskd.task.Origin;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Who started a task, and by which way. */
@RegisterForReflection
public record InitiatorView(String user, Origin.Source source) {

    static InitiatorView of(Origin.Initiator initiator) {
        return new InitiatorView(initiator.user(), initiator.source());
    }
}
