package dev.obtaskd.api.v2.http;

import dev.obtaskd.api.v2.wire.InitiatorView;
import dev.obtaskd.task.TaskDefinition;

/** Maps initiators of tasks to the wire format. */
public final class InitiatorMapper {

    private InitiatorMapper() {}

    public static InitiatorView view(TaskDefinition.Initiator initiator) {
        return new InitiatorView(
                initiator.user(), WireEnums.of(InitiatorView.Source.class, initiator.source()));
    }
}
