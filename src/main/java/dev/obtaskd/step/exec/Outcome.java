package dev.obtaskd.step.exec;

import dev.obtaskd.task.AttemptResult;
import dev.obtaskd.task.AttemptResult.Failed;
import dev.obtaskd.task.AttemptResult.Stopped;
import dev.obtaskd.task.AttemptResult.Succeeded;
import dev.obtaskd.task.Cause;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides what an attempt's files and end mean. */
final class Outcome {

    private Outcome() {}

    /** The result of an attempt; a program that ends well after all when it is asked to stop has succeeded. */
    static AttemptResult of(End end, Set<Integer> okExit, AttemptFiles files) {
        return switch (end) {
            case End.Exited(var code) -> exited(code, okExit, files);
            case End.Stopped(var code) -> stopped(code, okExit, files);
            case End.WrapperGone() -> Failed.error("the step's wrapper was killed");
            case End.Detached() -> new Stopped("left to the next start of the daemon", null, null);
        };
    }

    /** How it ended, in words: {@code exit code 3} or {@code ended by signal KILL}. */
    static String words(int code) {
        return Signals.behind(code).map(signal -> "ended by signal " + signal).orElse("exit code " + code);
    }

    private static AttemptResult exited(int code, Set<Integer> okExit, AttemptFiles files) {
        var trouble = files.trouble();
        if (trouble.isPresent()) {
            return Failed.error(trouble.get());
        }
        if (!okExit.contains(code)) {
            return new Failed(Cause.ERROR, words(code) + hint(code), exitCode(code), Signals.behind(code).orElse(null));
        }
        return switch (OutputValues.read(files.output())) {
            case OutputValues.Good(var values) -> new Succeeded(values, code);
            case OutputValues.Bad(var why) -> new Failed(Cause.ERROR, why, code, null);
        };
    }

    private static AttemptResult stopped(Optional<Integer> code, Set<Integer> okExit, AttemptFiles files) {
        if (code.isEmpty()) {
            return new Stopped("stopped by SIGKILL, as it did not end in time", null, "KILL");
        }
        return okExit.contains(code.get())
                ? exited(code.get(), okExit, files)
                : new Stopped("stopped: " + words(code.get()), exitCode(code.get()), Signals.behind(code.get()).orElse(null));
    }

    private static @Nullable Integer exitCode(int code) {
        return Signals.behind(code).isPresent() ? null : code;
    }

    private static String hint(int code) {
        return switch (code) {
            case 126 -> ": the program, or one that it runs, is not executable";
            case 127 -> ": the program, or one that it runs, was not found";
            default -> "";
        };
    }
}
