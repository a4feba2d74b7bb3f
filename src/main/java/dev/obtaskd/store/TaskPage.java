package dev.obtaskd.store;

import dev.obtaskd.task.Task;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of a list of tasks; {@code next} is null on the last page. */
public record TaskPage(List<Task> items, @Nullable TaskCursor next) {}
