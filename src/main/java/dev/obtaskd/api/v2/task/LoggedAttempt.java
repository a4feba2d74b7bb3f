package dev.obtaskd.api.v2.task;

import dev.obtaskd.task.Attempt;

/**
 * An attempt with what is known of its log.
 *
 * @param expired whether the log was removed because of its age
 */
record LoggedAttempt(Attempt attempt, long lines, long bytes, boolean expired) {}
