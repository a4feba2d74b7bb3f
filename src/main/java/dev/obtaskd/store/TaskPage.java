package dev.obtaskd.store;

import dev.obtaskd.task.Task;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of the list of tasks; {@code next} is null at its end. */
public record TaskPage(List<Task> items, @Nullable TaskCursor next) {}
