package dev.obtaskd.step.wait;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.step.BlockingCalls;
import dev.obtaskd.step.DurationParser;
import dev.obtaskd.step.StepContext;
import dev.obtaskd.step.StepKind;
import dev.obtaskd.task.AttemptResult;
import dev.obtaskd.task.AttemptResult.Failed;
import dev.obtaskd.task.AttemptResult.Stopped;
import dev.obtaskd.task.AttemptResult.Succeeded;
import dev.obtaskd.task.FailureCause;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits until a condition holds and reports the condition and the deadline meanwhile. */
@ApplicationScoped
public class WaitStep implements StepKind {

    private final Clock clock;
    private final BlockingCalls calls;

    WaitStep(Clock clock, BlockingCalls calls) {
        this.clock = clock;
        this.calls = calls;
    }

    @Override
    public String name() {
        return "wait";
    }

    @Override
    public boolean waits() {
        return true;
    }

    @Override
    public List<Flaw> check(JsonNode spec) {
        return WaitSpecChecker.flaws(spec);
    }

    /** Also handles templates, whose values are not known yet. */
    @Override
    public String describe(JsonNode spec) {
        return spec.toString().contains("${{") || !check(spec).isEmpty()
                ? "wait for " + spec.path("for")
                : "wait until " + WaitCondition.of(spec.path("for")).text();
    }

    @Override
    public AttemptResult run(JsonNode spec, StepContext context) throws InterruptedException {
        var flaw = check(spec).stream().findFirst();
        if (flaw.isPresent()) {
            return Failed.error(flaw.get().pointer() + " " + flaw.get().message().en());
        }
        var condition = WaitCondition.of(spec.path("for"));
        var every = DurationParser.parse(spec.path("every").asText("2s")).orElseThrow();
        var since = clock.instant();
        var until = until(spec, context, since);
        context.waiting(condition.localized(), until);
        context.log().system("waiting until " + condition.text());
        return poll(condition, every, Duration.between(since, until), context);
    }

    @Override
    public Optional<AttemptResult> resume(JsonNode spec, StepContext context)
            throws InterruptedException {
        return Optional.of(run(spec, context));
    }

    /**
     * @param limit measured by the monotonic clock, independent of changes of the host's clock
     */
    private AttemptResult poll(
            WaitCondition condition, Duration every, Duration limit, StepContext context)
            throws InterruptedException {
        var end = System.nanoTime() + TimeUnit.NANOSECONDS.convert(limit);
        var woken = BlockingCalls.stopOf(context);
        try (var probe = new ConditionProbe(condition, calls)) {
            do {
                if (probe.holds(atLeastOneSecond(end - System.nanoTime()), woken)) {
                    context.log().system(condition.text());
                    return new Succeeded(Map.of(), null);
                }
                if (!woken.isDone() && end - System.nanoTime() <= 0) {
                    return timedOut(condition, limit);
                }
            } while (!signalled(woken, pause(every, end)));
        }
        return new Stopped("stopped waiting until " + condition.text(), null, null);
    }

    /** Even a wait without time left checks once, with at least a second. */
    private static Duration atLeastOneSecond(long nanos) {
        return Duration.ofNanos(Math.max(nanos, TimeUnit.SECONDS.toNanos(1)));
    }

    private static boolean signalled(CompletableFuture<?> signal, long millis)
            throws InterruptedException {
        try {
            signal.get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException silence) {
            return false;
        } catch (ExecutionException never) {
            throw new IllegalStateException(never);
        }
    }

    private static Failed timedOut(WaitCondition condition, Duration waited) {
        var shown =
                waited.compareTo(Duration.ofSeconds(1)) < 0
                        ? waited
                        : Duration.ofSeconds(waited.toSeconds());
        return new Failed(
                FailureCause.TIMEOUT,
                "waited "
                        + DurationParser.format(shown)
                        + ": still not true that "
                        + condition.text(),
                null,
                null);
    }

    private static long pause(Duration every, long end) {
        return Math.max(
                1,
                Math.min(every.toMillis(), TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
    }

    private static Instant until(JsonNode spec, StepContext context, Instant since) {
        return DurationParser.parse(spec.path("limit").asText())
                .map(since::plus)
                .filter(limit -> limit.isBefore(context.deadline()))
                .orElse(context.deadline());
    }
}
