package dev.obtaskd.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.step.StepContext;
import dev.obtaskd.step.StepKind;
import dev.obtaskd.task.AttemptResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A step kind whose attempts the test ends. The specification's {@code name} identifies an attempt;
 * started names are recorded in order.
 */
public final class FakeStep implements StepKind {

    private final Map<String, CompletableFuture<AttemptResult>> going = new ConcurrentHashMap<>();
    private final List<String> starts = new CopyOnWriteArrayList<>();
    private final List<String> canceled = new CopyOnWriteArrayList<>();

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public List<Flaw> check(JsonNode spec) {
        return List.of();
    }

    @Override
    public AttemptResult run(JsonNode spec, StepContext context) throws InterruptedException {
        var name = spec.path("name").asText();
        var end = new CompletableFuture<AttemptResult>();
        context.cancellation()
                .onRequest(
                        () -> {
                            if (context.detached()) {
                                end.complete(new AttemptResult.Stopped("detached", null, null));
                            } else {
                                canceled.add(name);
                            }
                        });
        context.log().system("running " + name);
        starts.add(name);
        going.put(name, end);
        return end.join();
    }

    @Override
    public Optional<AttemptResult> resume(JsonNode spec, StepContext context)
            throws InterruptedException {
        return spec.path("survives").asBoolean()
                ? Optional.of(run(spec, context))
                : Optional.empty();
    }

    @Override
    public String describe(JsonNode spec) {
        return "fake " + spec.path("name").asText();
    }

    /** Ends the current attempt of a name; false if there is none yet. */
    public boolean end(String name, AttemptResult result) {
        var attempt = going.remove(name);
        return attempt != null && attempt.complete(result);
    }

    /** Whether an attempt of this name is running. */
    public boolean runs(String name) {
        return going.containsKey(name);
    }

    /** The names of started attempts, in order. */
    public List<String> starts() {
        return starts;
    }

    /** The names of attempts that were requested to stop, in order. */
    public List<String> canceled() {
        return canceled;
    }
}
