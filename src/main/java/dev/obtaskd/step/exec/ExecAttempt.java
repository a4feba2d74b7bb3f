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

/** One attempt of a program, begun by this life of the daemon or by an earlier one. */
final class ExecAttempt implements AutoCloseable {

    /** The wrapper's exit code when it could not write its own files. */
    private static final int NO_ROOM = 74;

    private final ExecSpec program;
    private final StepContext context;
    private final AttemptFiles files;
    private final ProcessTag cookie;
    private final AttemptGroups groups;
    private final ControlGroups host;
    private final AttemptOutputs outputs;
    private final ProcessTerminator stop;
    private final Notifier wake = new Notifier();

    /**
     * @param host where the groups of an attempt are made that has none yet
     */
    ExecAttempt(
            ExecSpec program,
            StepContext context,
            ProcessTag cookie,
            Duration grace,
            ControlGroups host)
            throws IOException {
        this.program = program;
        this.context = context;
        this.files = new AttemptFiles(context.directory());
        this.cookie = cookie;
        this.host = host;
        this.groups = AttemptGroups.of(files, () -> host.of(program.limits(), cookie));
        host.adopt(groups);
        this.outputs = new AttemptOutputs(context, cookie, wake);
        this.stop =
                new ProcessTerminator(
                        context, outputs, new AttemptProcesses(files, cookie, groups), grace, wake);
    }

    /**
     * Starts the program and follows it.
     *
     * @param begun is told when the wrapper is at work
     */
    AttemptResult begin(AttemptScript script, Wrapper wrapper, Runnable begun, OutputWatch watch)
            throws IOException, InterruptedException {
        context.log().system("$ " + CommandLine.of(program.argv()));
        groups.words().ifPresent(context.log()::system);
        wrapper.tell(script, program, context, groups);
        begun.run();
        var ended = wrapper.end();
        ended.thenRun(wake::ring);
        wrapper.code().thenRun(wake::ring);
        // An earlier life of the daemon may have been quicker: then its wrapper runs the program,
        // not ours.
        var end =
                follow(
                        watch,
                        () -> files.claimant().isPresent() ? claimantAlive() : !ended.isDone());
        return end instanceof ProcessExit.WrapperGone && ended.getNow(Wrapper.UNKNOWN) == NO_ROOM
                ? Failed.error("the step's own files could not be written: is the disk full?")
                : outcome(end);
    }

    /** Follows a program that may have been started earlier. */
    Optional<AttemptResult> goOn(OutputWatch watch) throws IOException, InterruptedException {
        BooleanSupplier alive = files.claimant().isPresent() ? this::claimantAlive : this::anyAlive;
        if (files.exitCode().isEmpty() && !alive.getAsBoolean() && files.exitCode().isEmpty()) {
            stop.kill();
            outputs.rest();
            context.log().system("the program was lost while the daemon was away");
            collect().ifPresent(context.log()::system);
            return Optional.of(new AttemptResult.Lost(OutputValues.read(files.output()).values()));
        }
        context.log().system("found again after a restart of the daemon");
        return Optional.of(outcome(follow(watch, alive)));
    }

    /** A failure tells which limits were met, and so does the log of any attempt. */
    private AttemptResult outcome(ProcessExit end) {
        if (end instanceof ProcessExit.Detached) {
            return ExecOutcome.of(end, program.okExit(), files);
        }
        var trouble = new ArrayList<String>();
        collect().ifPresent(trouble::add);
        if (outputs.lost() && files.claimant().filter(ProcessIdentity::ofThisBoot).isPresent()) {
            trouble.add(
                    "a part of its output is lost: is the disk full, or was the process that reads"
                            + " it killed?");
        }
        var result = ExecOutcome.of(end, program.okExit(), files, trouble);
        var met = groups.met();
        met.forEach(context.log()::system);
        return result instanceof Failed failed && !met.isEmpty() ? failed.adding(met) : result;
    }

    /** Takes what a program of another user left; why that failed. */
    private Optional<String> collect() {
        var place = UserDirectory.kept(files);
        if (place.isEmpty()) {
            return Optional.empty();
        }
        try {
            place.get().collect(files.output(), context.files());
            return Optional.empty();
        } catch (IOException broken) {
            return Optional.of(
                    "what it left in $OBTASKD_OUTPUT and $OBTASKD_FILES could not be taken: "
                            + broken.getMessage());
        }
    }

    /**
     * A program whose output has no place any more (a full disk) fails, and must not outlive its
     * failure.
     */
    private ProcessExit follow(OutputWatch watch, BooleanSupplier wrapperAlive)
            throws IOException, InterruptedException {
        try {
            return toTheEnd(watch, wrapperAlive);
        } catch (IOException | RuntimeException broken) {
            if (files.exitCode().isEmpty() || context.cancellation().requested()) {
                stop.killSilently();
            }
            throw broken;
        }
    }

    private ProcessExit toTheEnd(OutputWatch watch, BooleanSupplier wrapperAlive)
            throws IOException, InterruptedException {
        var end = new ProcessMonitor(context, outputs, stop, wake).end(watch, wrapperAlive);
        if (!(end instanceof ProcessExit.Detached)) {
            files.exitCode()
                    .ifPresent(
                            code ->
                                    context.log()
                                            .system(
                                                    ExecOutcome.words(code)
                                                            + " after "
                                                            + files.duration().toMillis()
                                                            + " ms"));
            if (HeldOutputs.redirect(outputs.pumps(), wake)) {
                context.log()
                        .system(
                                "processes go on and still write; what they write from now on is"
                                        + " not kept");
            }
        }
        return end;
    }

    private boolean claimantAlive() {
        return files.claimant().filter(ProcessIdentity::alive).isPresent();
    }

    /** For a claim that a crash tore. */
    private boolean anyAlive() {
        return claimantAlive() || !new AttemptProcesses(files, cookie, groups).members().none();
    }

    @Override
    public void close() throws IOException {
        outputs.close();
        if (!context.detached()) {
            host.release(groups);
        }
    }
}
