package dev.obtaskd.api.v2.wire;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** The user that started a task, and the interface that was used. */
@RegisterForReflection
public record InitiatorView(String user, Source source) {

    /** The interface through which a request came. SYSTEM: the daemon itself. */
    public enum Source {
        WEB,
        API,
        CLI,
        SYSTEM
    }
}
