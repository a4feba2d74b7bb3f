package dev.obtaskd.step.exec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.step.StepContext;
import dev.obtaskd.step.StepKind;
import dev.obtaskd.task.AttemptResult;
import dev.obtaskd.task.AttemptResult.Failed;
import dev.obtaskd.task.AttemptResult.Stopped;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Runs a program that outlives the daemon, follows it, and stops it with everything it started. */
@ApplicationScoped
public class ExecStep implements StepKind {

    private final Duration grace;
    private final OutputWatch watch;
    private final ControlGroups groups;
    private final Wrappers wrappers = new Wrappers();

    @Inject
    ExecStep(ExecConfig config, OutputWatch watch) {
        this(config, watch, ControlGroups.here());
    }

    ExecStep(ExecConfig config, OutputWatch watch, ControlGroups groups) {
        this.grace = config.grace();
        this.watch = watch;
        this.groups = groups;
    }

    /** The first flood may come at once; on a JVM it would gain 300 MiB while the functions are linked. */
    void start(@Observes StartupEvent event) {
        Holes.ASIDE.execute(Holes::linked);
    }

    @PreDestroy
    void close() throws IOException {
        wrappers.close();
    }

    @Override
    public String name() {
        return "exec";
    }

    @Override
    public List<Flaw> check(JsonNode spec) {
        return ExecCheck.flaws(spec);
    }

    @Override
    public String describe(JsonNode spec) {
        var argv = spec.path("argv");
        // The whole list may be one template.
        return argv.isTextual() ? argv.textValue() : CommandLine.of(ExecSpec.of(spec).argv());
    }

    @Override
    public AttemptResult run(JsonNode spec, StepContext context) throws InterruptedException {
        var unfit = unfit(spec);
        if (unfit.isPresent()) {
            return Failed.error(unfit.get());
        }
        if (context.cancellation().requested()) {
            return new Stopped("stopped before the program began", null, null);
        }
        try (var wrapper = wrappers.take(new AttemptFiles(context.directory()));
                var running = new Running(ExecSpec.of(spec), context, wrapper.cookie(), grace, groups)) {
            return running.begin(wrapper, wrappers::prepare, watch);
        } catch (IOException broken) {
            return Failed.error("the program could not be run: " + broken.getMessage());
        }
    }

    @Override
    public Optional<AttemptResult> resume(JsonNode spec, StepContext context) throws InterruptedException {
        // A wrapper claims the attempt before it does anything else: no claim, no program yet.
        var files = new AttemptFiles(context.directory());
        if (!files.claimed()) {
            return Optional.of(run(spec, context));
        }
        return follow(spec, context, files);
    }

    @Override
    public Optional<AttemptResult> end(JsonNode spec, StepContext context) throws InterruptedException {
        var files = new AttemptFiles(context.directory());
        return files.claimed() ? follow(spec, context, files) : Optional.empty();
    }

    private Optional<AttemptResult> follow(JsonNode spec, StepContext context, AttemptFiles files)
            throws InterruptedException {
        try (var running = new Running(ExecSpec.of(spec), context, Cookie.kept(files).orElseGet(Cookie::fresh), grace, groups)) {
            return running.goOn(watch);
        } catch (IOException broken) {
            return Optional.of(Failed.error("the program could not be followed: " + broken.getMessage()));
        }
    }

    private static Optional<String> unfit(JsonNode spec) {
        return ExecCheck.flaws(spec).stream()
                .findFirst()
                .map(flaw -> flaw.pointer() + " " + flaw.message())
                .or(() -> ExecSpec.of(spec).unfit());
    }
}
