package dev.obtaskd.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.step.StepContext;
import dev.obtaskd.step.StepKind;
import dev.obtaskd.task.AttemptResult;
import java.util.List;
import java.util.Map;

/** A step that does nothing. */
final class NoopStep implements StepKind {

    private volatile long latest;

    /** {@link System#nanoTime()} at the start of the latest step. */
    long latest() {
        return latest;
    }

    @Override
    public String name() {
        return "noop";
    }

    @Override
    public List<Flaw> check(JsonNode spec) {
        return List.of();
    }

    @Override
    public AttemptResult run(JsonNode spec, StepContext context) {
        latest = System.nanoTime();
        return new AttemptResult.Succeeded(Map.of(), null);
    }

    @Override
    public String describe(JsonNode spec) {
        return "nothing";
    }
}
