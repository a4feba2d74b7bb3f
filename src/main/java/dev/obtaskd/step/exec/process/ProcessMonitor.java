package dev.obtaskd.step.exec.process;

import dev.obtaskd.step.StepContext;
import dev.obtaskd.step.exec.output.AttemptOutputs;
import dev.obtaskd.step.exec.output.OutputWatch;
import dev.obtaskd.step.exec.proc.AttemptFiles;
import dev.obtaskd.step.exec.proc.Notifier;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Follows a program until it has ended, by itself or by a stop. */
public final class ProcessMonitor {

    /** Most programs end within this time, before a watch on their directory is worth its cost. */
    private static final Duration UNWATCHED_TIME = Duration.ofMillis(20);

    /** Detects what no event reports: the end of a wrapper that is not a child of this daemon. */
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

    private final StepContext context;
    private final AttemptFiles files;
    private final AttemptOutputs outputs;
    private final ProcessTerminator stop;
    private final Notifier notifier;
    private OutputWatch.@Nullable Watching watching;

    public ProcessMonitor(
            StepContext context,
            AttemptOutputs outputs,
            ProcessTerminator stop,
            Notifier notifier) {
        this.context = context;
        this.files = new AttemptFiles(context.directory());
        this.outputs = outputs;
        this.stop = stop;
        this.notifier = notifier;
    }

    /**
     * Returns when the program has ended and all its output is in the log, or the daemon shuts
     * down.
     */
    public ProcessExit end(OutputWatch watch, BooleanSupplier wrapperAlive)
            throws IOException, InterruptedException {
        context.cancellation().onRequest(notifier::signal);
        notifier.await(UNWATCHED_TIME);
        if (files.exitCode().isPresent() && !context.cancellation().requested()) {
            return ended();
        }
        try {
            return loop(watch, wrapperAlive);
        } finally {
            stopWatching();
        }
    }

    private ProcessExit loop(OutputWatch watch, BooleanSupplier wrapperAlive)
            throws IOException, InterruptedException {
        while (!context.detached()) {
            if (context.cancellation().requested()) {
                return stop.run();
            }
            var behind = outputs.readSome();
            // In this order: a wrapper that is not alive has written its exit code before.
            if (!wrapperAlive.getAsBoolean() || files.exitCode().isPresent()) {
                return ended();
            }
            if (behind) {
                // The watch would signal each write of the program.
                stopWatching();
                outputs.pause();
            } else {
                stop.observe();
                startWatching(watch);
                notifier.await(POLL_INTERVAL);
            }
        }
        return new ProcessExit.Detached();
    }

    private void startWatching(OutputWatch watch) {
        if (watching == null) {
            watching = watch.on(context.directory(), notifier);
        }
    }

    private void stopWatching() {
        if (watching != null) {
            watching.close();
            watching = null;
        }
    }

    private ProcessExit ended() throws IOException, InterruptedException {
        var code = files.exitCode();
        if (code.isEmpty()) {
            stop.kill();
        }
        outputs.readRest();
        if (context.detached()) {
            return new ProcessExit.Detached();
        }
        return code.<ProcessExit>map(ProcessExit.Exited::new)
                .orElseGet(ProcessExit.WrapperGone::new);
    }
}
