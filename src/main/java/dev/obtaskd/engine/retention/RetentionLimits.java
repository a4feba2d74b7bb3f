package dev.obtaskd.engine.retention;

import dev.obtaskd.engine.attempt.EngineSettings;
import dev.obtaskd.log.LogLimits;
import java.time.Duration;
import java.time.Instant;

/**
 * What is old enough to go, as instants: what ended before them goes.
 *
 * @param tasks for finished tasks with all they left
 * @param logs for logs and files of finished tasks
 * @param idempotencyRecords for idempotency records
 * @param audit for audit entries
 * @param logBytes maximum size of all logs and files; beyond it those of finished tasks are
 *     deleted, whatever their age, beginning with the task that ended first
 */
record RetentionLimits(
        Instant tasks, Instant logs, Instant idempotencyRecords, Instant audit, long logBytes) {

    /** Whatever the settings say, what is younger than this stays. */
    private static final Duration SHORTEST = Duration.ofHours(24);

    static RetentionLimits of(
            Instant now, EngineSettings.RetentionSettings settings, LogLimits logs) {
        return new RetentionLimits(
                before(now, settings.tasks()),
                before(now, settings.logs()),
                before(now, SHORTEST),
                before(now, settings.audit()),
                logs.maxTotal());
    }

    private static Instant before(Instant now, Duration age) {
        return now.minus(age.compareTo(SHORTEST) < 0 ? SHORTEST : age);
    }
}
