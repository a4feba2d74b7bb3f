package dev.obtaskd.api.v2.task;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of the list of tasks; {@code nextCursor} is null at its end. */
@RegisterForReflection(registerFullHierarchy = true)
public record TaskListView(List<TaskView> items, @Nullable String nextCursor) {}
