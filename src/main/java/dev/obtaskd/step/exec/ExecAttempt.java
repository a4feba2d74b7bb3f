package dev.obtaskd.step.exec;

import dev.obtaskd.step.StepContext;
import dev.obtaskd.step.exec.cgroup.AttemptGroups;
import dev.obtaskd.step.exec.cgroup.ControlGroups;
import dev.obtaskd.step.exec.output.AttemptOutputs;
import dev.obtaskd.step.exec.output.HeldOutputs;
import dev.obtaskd.step.exec.output.OutputValues;
import dev.obtaskd.step.exec.output.OutputWatch;
import dev.obtaskd.step.exec.proc.AttemptFiles;
import dev.obtaskd.step.exec.proc.Notifier;
import dev.obtaskd.step.exec.proc.ProcessIdentity;
import dev.obtaskd.step.exec.proc.ProcessTag;
import dev.obtaskd.step.exec.process.AttemptProcesses;
import dev.obtaskd.step.exec.process.AttemptScript;
import dev.obtaskd.step.exec.process.ExecSpec;
import dev.obtaskd.step.exec.process.ProcessExit;
import dev.obtaskd.step.exec.process.ProcessMonitor;
import dev.obtaskd.step.exec.process.ProcessTerminator;
import dev.obtaskd.step.exec.process.UserDirectory;
import dev.obtaskd.step.exec.process.Wrapper;
import dev.obtaskd.task.AttemptResult;
import dev.obtaskd.task.AttemptResult.Failed;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** One attempt of a program, started by this daemon or by an earlier one. */
final class ExecAttempt implements AutoCloseable {

    /** The wrapper's exit code when it could not write its own files. */
    private static final int DISK_FULL = 74;

    private final ExecSpec program;
    private final StepContext context;
    private final AttemptFiles files;
    private final ProcessTag tag;
    private final AttemptGroups groups;
    private final ControlGroups host;
    private final AttemptOutputs outputs;
    private final ProcessTerminator stop;
    private final Notifier notifier = new Notifier();

    /**
     * @param host where the groups of a new attempt are made
     */
    ExecAttempt(
            ExecSpec program,
            StepContext context,
            ProcessTag tag,
            Duration grace,
            ControlGroups host)
            throws IOException {
        this.program = program;
        this.context = context;
        this.files = new AttemptFiles(context.directory());
        this.tag = tag;
        this.host = host;
        this.groups = AttemptGroups.of(files, () -> host.of(program.limits(), tag));
        host.adopt(groups);
        this.outputs = new AttemptOutputs(context, tag, notifier);
        this.stop =
                new ProcessTerminator(
                        context,
                        outputs,
                        new AttemptProcesses(files, tag, groups),
                        grace,
                        notifier);
    }

    /**
     * Starts the program and follows it.
     *
     * @param started called when the wrapper has its script
     */
    AttemptResult start(AttemptScript script, Wrapper wrapper, Runnable started, OutputWatch watch)
            throws IOException, InterruptedException {
        // Opens the log, so that it says what runs before the program starts.
        var log = context.log();
        groups.description().ifPresent(log::system);
        wrapper.start(script, program, context, groups);
        started.run();
        var ended = wrapper.end();
        ended.thenRun(notifier::signal);
        wrapper.code().thenRun(notifier::signal);
        // An earlier daemon may have started the program: then its wrapper owns the claim.
        var end =
                follow(
                        watch,
                        () -> files.claimant().isPresent() ? claimantAlive() : !ended.isDone());
        return end instanceof ProcessExit.WrapperGone && ended.getNow(Wrapper.UNKNOWN) == DISK_FULL
                ? Failed.error("files of the attempt could not be written: the disk may be full")
                : outcome(end);
    }

    /** Follows a program that may have been started earlier. */
    Optional<AttemptResult> resume(OutputWatch watch) throws IOException, InterruptedException {
        BooleanSupplier alive = files.claimant().isPresent() ? this::claimantAlive : this::anyAlive;
        if (files.exitCode().isEmpty() && !alive.getAsBoolean() && files.exitCode().isEmpty()) {
            stop.kill();
            outputs.readRest();
            context.log()
                    .system("the program ended without an exit code while the daemon was down");
            collect().ifPresent(context.log()::system);
            return Optional.of(new AttemptResult.Lost(OutputValues.read(files.output()).values()));
        }
        context.log().system("recovered after a restart of the daemon");
        return Optional.of(outcome(follow(watch, alive)));
    }

    /** The log of every attempt names the limits that were reached; so does a failure. */
    private AttemptResult outcome(ProcessExit end) {
        if (end instanceof ProcessExit.Detached) {
            return ExecOutcome.of(end, program.okExit(), files);
        }
        var problems = new ArrayList<String>();
        collect().ifPresent(problems::add);
        if (outputs.lost() && files.claimant().filter(ProcessIdentity::ofThisBoot).isPresent()) {
            problems.add(
                    "part of the output is lost: the disk may be full, or the process that reads"
                            + " the output was killed");
        }
        var result = ExecOutcome.of(end, program.okExit(), files, problems);
        var reached = groups.limitsReached();
        reached.forEach(context.log()::system);
        return result instanceof Failed failed && !reached.isEmpty()
                ? failed.withMessages(reached)
                : result;
    }

    /** Collects the files of a program of another user; returns why that failed. */
    private Optional<String> collect() {
        var place = UserDirectory.stored(files);
        if (place.isEmpty()) {
            return Optional.empty();
        }
        try {
            place.get().collect(files.output(), context.files());
            return Optional.empty();
        } catch (IOException broken) {
            return Optional.of(
                    "$OBTASKD_OUTPUT and $OBTASKD_FILES could not be collected: "
                            + broken.getMessage());
        }
    }

    /**
     * A program whose output cannot be stored (full disk) fails and must not outlive its failure.
     */
    private ProcessExit follow(OutputWatch watch, BooleanSupplier wrapperAlive)
            throws IOException, InterruptedException {
        try {
            return followToEnd(watch, wrapperAlive);
        } catch (IOException | RuntimeException broken) {
            if (files.exitCode().isEmpty() || context.cancellation().requested()) {
                stop.killSilently();
            }
            throw broken;
        }
    }

    private ProcessExit followToEnd(OutputWatch watch, BooleanSupplier wrapperAlive)
            throws IOException, InterruptedException {
        var end = new ProcessMonitor(context, outputs, stop, notifier).end(watch, wrapperAlive);
        if (!(end instanceof ProcessExit.Detached)) {
            files.exitCode()
                    .filter(program.okExit()::contains)
                    .ifPresent(
                            code ->
                                    context.log()
                                            .system(
                                                    ExecOutcome.describe(code)
                                                            + " after "
                                                            + files.duration().toMillis()
                                                            + " ms"));
            if (HeldOutputs.redirect(outputs.pumps(), notifier)) {
                context.log()
                        .system(
                                "processes of the program are still running; their further output"
                                        + " is discarded");
            }
        }
        return end;
    }

    private boolean claimantAlive() {
        return files.claimant().filter(ProcessIdentity::alive).isPresent();
    }

    /** For a claim that a crash left incomplete. */
    private boolean anyAlive() {
        return claimantAlive() || !new AttemptProcesses(files, tag, groups).members().none();
    }

    @Override
    public void close() throws IOException {
        outputs.close();
        if (!context.detached()) {
            host.release(groups);
        }
    }
}
