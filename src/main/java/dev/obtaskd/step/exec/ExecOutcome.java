package dev.obtaskd.step.exec;

import dev.obtaskd.step.exec.output.OutputValues;
import dev.obtaskd.step.exec.proc.AttemptFiles;
import dev.obtaskd.step.exec.proc.SignalNames;
import dev.obtaskd.step.exec.process.ProcessExit;
import dev.obtaskd.task.AttemptResult;
import dev.obtaskd.task.AttemptResult.Failed;
import dev.obtaskd.task.AttemptResult.Stopped;
import dev.obtaskd.task.AttemptResult.Succeeded;
import dev.obtaskd.task.FailureCause;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides what an attempt's files and end mean. */
final class ExecOutcome {

    private ExecOutcome() {}

    /**
     * The result of an attempt; a program that ends well after all when it is asked to stop has
     * succeeded.
     */
    static AttemptResult of(ProcessExit end, Set<Integer> okExit, AttemptFiles files) {
        return of(end, okExit, files, List.of());
    }

    /**
     * @param trouble what the daemon could not do for the attempt; with any, it has failed
     */
    static AttemptResult of(
            ProcessExit end, Set<Integer> okExit, AttemptFiles files, List<String> trouble) {
        return switch (end) {
            case ProcessExit.Exited(var code) -> exited(code, okExit, files, trouble);
            case ProcessExit.Stopped(var code) -> stopped(code, okExit, files, trouble);
            case ProcessExit.WrapperGone() ->
                    new Failed(FailureCause.ERROR, gone(files), null, null, written(files));
            case ProcessExit.Detached() ->
                    new Stopped("left to the next start of the daemon", null, null);
        };
    }

    /** How it ended, in words: {@code exit code 3} or {@code ended by signal KILL}. */
    static String words(int code) {
        return SignalNames.behind(code)
                .map(signal -> "ended by signal " + signal)
                .orElse("exit code " + code);
    }

    private static AttemptResult exited(
            int code, Set<Integer> okExit, AttemptFiles files, List<String> trouble) {
        var cannot = files.trouble();
        if (cannot.isPresent()) {
            return Failed.error(cannot.get());
        }
        var values = OutputValues.read(files.output());
        if (!okExit.contains(code)) {
            var failed =
                    new Failed(
                            FailureCause.ERROR,
                            words(code) + hint(code),
                            exitCode(code),
                            SignalNames.behind(code).orElse(null),
                            values.values());
            return trouble.isEmpty() ? failed : failed.adding(trouble);
        }
        if (!trouble.isEmpty()) {
            return new Failed(
                    FailureCause.ERROR, String.join("; ", trouble), code, null, values.values());
        }
        return switch (values) {
            case OutputValues.Good good -> new Succeeded(good.values(), code);
            case OutputValues.Bad(var why, var before) ->
                    new Failed(FailureCause.ERROR, why, code, null, before);
        };
    }

    private static AttemptResult stopped(
            Optional<Integer> code, Set<Integer> okExit, AttemptFiles files, List<String> trouble) {
        if (code.isEmpty()) {
            return new Stopped(
                    "stopped by SIGKILL, as it did not end in time", null, "KILL", written(files));
        }
        return okExit.contains(code.get())
                ? exited(code.get(), okExit, files, trouble)
                : new Stopped(
                        "stopped: " + words(code.get()),
                        exitCode(code.get()),
                        SignalNames.behind(code.get()).orElse(null),
                        written(files));
    }

    private static Map<String, String> written(AttemptFiles files) {
        return OutputValues.read(files.output()).values();
    }

    private static String gone(AttemptFiles files) {
        return files.noRoom()
                ? "the step's own files could not be written: is the disk full?"
                : "the step's wrapper was killed";
    }

    private static @Nullable Integer exitCode(int code) {
        return SignalNames.behind(code).isPresent() ? null : code;
    }

    private static String hint(int code) {
        return switch (code) {
            case 126 ->
                    ": the program, or one that it runs, is not executable, or has too many"
                            + " arguments";
            case 127 -> ": the program, or one that it runs, was not found";
            default -> "";
        };
    }
}
