package dev.obtaskd.engine.retention;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.engine.attempt.EngineSettings;
import dev.obtaskd.log.LogLimits;
import dev.obtaskd.log.TaskDirectories;
import dev.obtaskd.step.SpecChecker;
import dev.obtaskd.step.StepContext;
import dev.obtaskd.step.StepKind;
import dev.obtaskd.store.StoreReader;
import dev.obtaskd.store.StoreUnavailableException;
import dev.obtaskd.store.TaskStore;
import dev.obtaskd.task.AttemptResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/**
 * Deletes what is too old: tasks, logs, idempotency records, audit entries. The only step kind that
 * sees the store, so it is in this package.
 */
@ApplicationScoped
public class RetentionStep implements StepKind {

    private final TaskStore writer;
    private final StoreReader tasks;
    private final TaskDirectories attempts;
    private final Clock clock;
    private final EngineSettings settings;
    private final LogLimits logs;

    RetentionStep(
            TaskStore writer,
            StoreReader tasks,
            TaskDirectories attempts,
            Clock clock,
            EngineSettings settings,
            LogLimits logs) {
        this.writer = writer;
        this.tasks = tasks;
        this.attempts = attempts;
        this.clock = clock;
        this.settings = settings;
        this.logs = logs;
    }

    @Override
    public String name() {
        return "retention";
    }

    @Override
    public List<Flaw> check(JsonNode spec) {
        return SpecChecker.of(spec).keys().flaws();
    }

    @Override
    public String describe(JsonNode spec) {
        return "delete old tasks, logs, idempotency records and audit entries";
    }

    /** {@inheritDoc} The ages are settings of the daemon, not of a task. */
    @Override
    public AttemptResult run(JsonNode spec, StepContext context) {
        var now = clock.instant();
        var limits = RetentionLimits.of(now, settings.retention(), logs);
        try {
            return new RetentionSweep(writer, tasks, attempts, limits, now, context).run();
        } catch (IOException | StoreUnavailableException broken) {
            return AttemptResult.Failed.error(
                    "could not delete everything: " + broken.getMessage());
        }
    }
}
