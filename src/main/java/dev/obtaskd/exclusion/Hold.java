package dev.obtaskd.exclusion;

import dev.obtaskd.id.TaskId;
import java.time.Instant;

/**
 * A claim that is taken. Its owner's last transition deletes it, and nothing else does.
 *
 * @param claim what is held
 * @param taskId the owner
 * @param since when the owner took it
 */
public record Hold(Claim claim, TaskId taskId, Instant since) {}
