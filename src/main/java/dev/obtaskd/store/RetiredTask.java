package dev.obtaskd.store;

import dev.obtaskd.id.TaskId;
import java.time.Instant;

/** A finished task whose rows were deleted, with what is needed to find its logs. */
public record RetiredTask(TaskId id, Instant createdAt) {}
