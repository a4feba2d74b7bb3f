package dev.obtaskd.api.v2.wire.agent;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of the agents, by address; {@code nextCursor} is null on the last page. */
@RegisterForReflection
public record AgentList(List<AgentView> items, @Nullable String nextCursor) {}
