package dev.obtaskd.store;

import dev.obtaskd.id.TaskId;
import java.time.Instant;

/** A deleted task; the time of its creation leads to its logs. */
public record RetiredTask(TaskId id, Instant createdAt, long version) {}
