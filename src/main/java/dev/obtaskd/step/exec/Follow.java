package dev.obtaskd.step.exec;

import dev.obtaskd.step.StepContext;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Stays with a program until it has ended, by itself or because it was asked to. */
final class Follow {

    /** Most steps are short: they end before a watch on their directory would be worth its price. */
    private static final Duration SHORT = Duration.ofMillis(20);
    /** Finds what no event tells: the end of a wrapper that is no child of this daemon. */
    private static final Duration SAFETY = Duration.ofSeconds(1);

    private final StepContext context;
    private final AttemptFiles files;
    private final Outputs outputs;
    private final Stop stop;
    private final Wake wake;
    private OutputWatch.@Nullable Watching watching;

    Follow(StepContext context, Outputs outputs, Stop stop, Wake wake) {
        this.context = context;
        this.files = new AttemptFiles(context.directory());
        this.outputs = outputs;
        this.stop = stop;
        this.wake = wake;
    }

    /** Returns when the program has ended and all its output is in the log, or the daemon goes down. */
    End end(OutputWatch watch, BooleanSupplier wrapperAlive) throws IOException, InterruptedException {
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

    private End loop(OutputWatch watch, BooleanSupplier wrapperAlive) throws IOException, InterruptedException {
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
        return new End.Detached();
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

    private End ended() throws IOException, InterruptedException {
        var code = files.exitCode();
        if (code.isEmpty()) {
            stop.kill();
        }
        outputs.rest();
        if (context.detached()) {
            return new End.Detached();
        }
        return code.<End>map(End.Exited::new).orElseGet(End.WrapperGone::new);
    }
}
