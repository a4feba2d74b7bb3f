package dev.obtaskd.step.exec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.path.PathNames;
import dev.obtaskd.step.StepContext;
import dev.obtaskd.step.StepKind;
import dev.obtaskd.step.StepProgram;
import dev.obtaskd.step.exec.cgroup.ControlGroups;
import dev.obtaskd.step.exec.output.Fallocate;
import dev.obtaskd.step.exec.output.OutputWatch;
import dev.obtaskd.step.exec.proc.AttemptFiles;
import dev.obtaskd.step.exec.proc.InheritedFiles;
import dev.obtaskd.step.exec.proc.ProcessTag;
import dev.obtaskd.step.exec.process.AttemptScript;
import dev.obtaskd.step.exec.process.ExecSpec;
import dev.obtaskd.step.exec.process.UserDirectory;
import dev.obtaskd.step.exec.process.WrapperPool;
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
import java.util.function.Supplier;

/** Runs a program that outlives the daemon, follows it, and stops it with everything it started. */
@ApplicationScoped
public class ExecStep implements StepKind {

    private static final AttemptScript SCRIPT = new AttemptScript();

    private final ExecSettings config;
    private final OutputWatch watch;
    private final ControlGroups groups;
    private final WrapperPool wrappers;

    @Inject
    ExecStep(ExecSettings config, OutputWatch watch) {
        this(config, watch, config.controlGroups() ? ControlGroups.here() : ControlGroups.none());
    }

    ExecStep(ExecSettings config, OutputWatch watch, ControlGroups groups) {
        this.config = config;
        this.watch = watch;
        this.groups = groups;
        this.wrappers = new WrapperPool(SCRIPT, config.shell());
    }

    /**
     * Links the functions before the first program: on a JVM linking takes as long as a program
     * needs to write 300 MiB.
     */
    void start(@Observes StartupEvent event) {
        Fallocate.ASIDE.execute(Fallocate::linked);
        InheritedFiles.nothingIgnored();
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
        return ExecSpecChecker.flaws(spec);
    }

    @Override
    public String describe(JsonNode spec) {
        var argv = spec.path("argv");
        // The whole list may be one template.
        return argv.isTextual() ? argv.textValue() : CommandLine.of(ExecSpec.of(spec).argv());
    }

    @Override
    public Optional<StepProgram> program(JsonNode spec) {
        if (!ExecSpecChecker.flaws(spec).isEmpty()) {
            return Optional.empty();
        }
        var program = ExecSpec.of(spec);
        return Optional.of(
                new StepProgram(CommandLine.of(program.argv()), program.user(), program.cwd()));
    }

    @Override
    public Optional<Duration> programTime(StepContext context) {
        var files = new AttemptFiles(context.directory());
        return files.exitCode().map(code -> files.duration());
    }

    @Override
    public AttemptResult run(JsonNode spec, StepContext context) throws InterruptedException {
        var problem = problem(spec);
        if (problem.isPresent()) {
            return Failed.error(problem.get());
        }
        if (context.cancellation().requested()) {
            return new Stopped("stopped before the program started", null, null);
        }
        var program = ExecSpec.of(spec);
        var files = new AttemptFiles(context.directory());
        try (var wrapper = wrappers.take(files);
                var attempt =
                        new ExecAttempt(program, context, wrapper.tag(), config.grace(), groups)) {
            if (AttemptScript.otherUser(program).isPresent()) {
                UserDirectory.of(PathNames.path(config.userDir()), wrapper.tag(), files);
            }
            return attempt.start(SCRIPT, wrapper, wrappers::prepare, watch);
        } catch (IOException broken) {
            return Failed.error("the program could not be run: " + broken.getMessage());
        }
    }

    @Override
    public Optional<AttemptResult> resume(JsonNode spec, StepContext context)
            throws InterruptedException {
        // A wrapper claims the attempt before it starts the program, so without a claim there is no
        // program. This holds within one boot only: the claim is not forced to disk, and a power
        // cut may have dropped it.
        var files = new AttemptFiles(context.directory());
        if (!files.claimed() && context.sameBoot()) {
            return Optional.of(run(spec, context));
        }
        return follow(spec, context, files, () -> uncertainResult(context));
    }

    @Override
    public Optional<AttemptResult> end(JsonNode spec, StepContext context)
            throws InterruptedException {
        var files = new AttemptFiles(context.directory());
        return follow(spec, context, files, Optional::empty);
    }

    /**
     * @param unclaimed the result if no wrapper has claimed the attempt; none can from then on
     */
    private Optional<AttemptResult> follow(
            JsonNode spec,
            StepContext context,
            AttemptFiles files,
            Supplier<Optional<AttemptResult>> unclaimed)
            throws InterruptedException {
        try {
            return !files.claimed() && files.close()
                    ? unclaimed.get()
                    : follow(spec, context, files);
        } catch (IOException broken) {
            return Optional.of(
                    Failed.error("the program could not be followed: " + broken.getMessage()));
        }
    }

    private Optional<AttemptResult> follow(JsonNode spec, StepContext context, AttemptFiles files)
            throws IOException, InterruptedException {
        try (var attempt =
                new ExecAttempt(
                        ExecSpec.of(spec),
                        context,
                        ProcessTag.stored(files).orElseGet(ProcessTag::fresh),
                        config.grace(),
                        groups)) {
            return attempt.resume(watch);
        }
    }

    private static Optional<AttemptResult> uncertainResult(StepContext context) {
        context.log()
                .system(
                        "it is unknown whether the program started: the host was rebooted since"
                            + " this attempt was stored, or an older version of obtaskd stored it");
        return Optional.empty();
    }

    private static Optional<String> problem(JsonNode spec) {
        return ExecSpecChecker.flaws(spec).stream()
                .findFirst()
                .map(flaw -> flaw.pointer() + " " + flaw.message().en())
                .or(() -> ExecSpec.of(spec).problem());
    }
}
