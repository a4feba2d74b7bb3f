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

/** Stays with a program until it has ended, by itself or because it was asked to. */
public final class ProcessMonitor {

    /**
     * Most steps are short: they end before a watch on their directory would be worth its price.
     */
    private static final Duration SHORT = Duration.ofMillis(20);

    /** Finds what no event tells: the end of a wrapper that is no child of this daemon. */
    private static final Duration SAFETY = Duration.ofSeconds(1);

    private final StepContext context;
    private final AttemptFiles files;
    private final AttemptOutputs outputs;
    private final ProcessTerminator stop;
    private final Notifier wake;
    private OutputWatch.@Nullable Watching watching;

    public ProcessMonitor(
            StepContext context, AttemptOutputs outputs, ProcessTerminator stop, Notifier wake) {
        this.context = context;
        this.files = new AttemptFiles(context.directory());
        this.outputs = outputs;
        this.stop = stop;
        this.wake = wake;
    }

    /**
     * Returns when the program has ended and all its output is in the log, or the daemon goes down.
     */
    public ProcessExit end(OutputWatch watch, BooleanSupplier wrapperAlive)
            throws IOException, InterruptedException {
        context.cancellation().onRequest(wake::ring);
        wake.await(SHORT);
        if (files.exitCode().isPresent() && !context.cancellation().requested()) {
            return ended();
        }
        try {
            return loop(watch, wrapperAlive);
        } finally {
            ignore();
        }
    }

    private ProcessExit loop(OutputWatch watch, BooleanSupplier wrapperAlive)
            throws IOException, InterruptedException {
        while (!context.detached()) {
            if (context.cancellation().requested()) {
                return stop.run();
            }
            var behind = outputs.some();
            // In this order: a wrapper that is gone now has written its exit code before.
            if (!wrapperAlive.getAsBoolean() || files.exitCode().isPresent()) {
                return ended();
            }
            if (behind) {
                // It would ring for each piece that the program writes.
                ignore();
                outputs.pause();
            } else {
                stop.observe();
                attend(watch);
                wake.await(SAFETY);
            }
        }
        return new ProcessExit.Detached();
    }

    private void attend(OutputWatch watch) {
        if (watching == null) {
            watching = watch.on(context.directory(), wake);
        }
    }

    private void ignore() {
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
        outputs.rest();
        if (context.detached()) {
            return new ProcessExit.Detached();
        }
        return code.<ProcessExit>map(ProcessExit.Exited::new)
                .orElseGet(ProcessExit.WrapperGone::new);
    }
}
