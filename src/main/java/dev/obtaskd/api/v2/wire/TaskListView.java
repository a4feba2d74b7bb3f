package dev.obtaskd.api.v2.wire;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of the list of tasks; {@code nextCursor} is null on the last page. */
@RegisterForReflection(registerFullHierarchy = true)
public record TaskListView(List<TaskView> items, @Nullable String nextCursor) {}
