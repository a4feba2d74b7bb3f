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

/** Derives the result of an attempt from its exit and its files. */
final class ExecOutcome {

    private ExecOutcome() {}

    /** The result of an attempt. A program that exits successfully on SIGTERM has succeeded. */
    static AttemptResult of(ProcessExit end, Set<Integer> okExit, AttemptFiles files) {
        return of(end, okExit, files, List.of());
    }

    /**
     * @param problems what the daemon could not do for the attempt; any of them fails it
     */
    static AttemptResult of(
            ProcessExit end, Set<Integer> okExit, AttemptFiles files, List<String> problems) {
        return switch (end) {
            case ProcessExit.Exited(var code) -> exited(code, okExit, files, problems);
            case ProcessExit.Stopped(var code) -> stopped(code, okExit, files, problems);
            case ProcessExit.WrapperGone() ->
                    new Failed(FailureCause.ERROR, wrapperGone(files), null, null, written(files));
            case ProcessExit.Detached() ->
                    new Stopped("detached until the daemon starts again", null, null);
        };
    }

    /** The exit as text: {@code exit code 3} or {@code ended by signal KILL}. */
    static String describe(int code) {
        return SignalNames.behind(code)
                .map(signal -> "ended by signal " + signal)
                .orElse("exit code " + code);
    }

    private static AttemptResult exited(
            int code, Set<Integer> okExit, AttemptFiles files, List<String> problems) {
        var startProblem = files.startProblem();
        if (startProblem.isPresent()) {
            return Failed.error(startProblem.get());
        }
        var values = OutputValues.read(files.output());
        if (!okExit.contains(code)) {
            var failed =
                    new Failed(
                            FailureCause.ERROR,
                            describe(code) + hint(code),
                            exitCode(code),
                            SignalNames.behind(code).orElse(null),
                            values.values());
            return problems.isEmpty() ? failed : failed.withMessages(problems);
        }
        if (!problems.isEmpty()) {
            return new Failed(
                    FailureCause.ERROR, String.join("; ", problems), code, null, values.values());
        }
        return switch (values) {
            case OutputValues.Valid valid -> new Succeeded(valid.values(), code);
            case OutputValues.Invalid(var why, var before) ->
                    new Failed(FailureCause.ERROR, why, code, null, before);
        };
    }

    private static AttemptResult stopped(
            Optional<Integer> code,
            Set<Integer> okExit,
            AttemptFiles files,
            List<String> problems) {
        if (code.isEmpty()) {
            return new Stopped(
                    "stopped by SIGKILL: it did not end within the grace period",
                    null,
                    "KILL",
                    written(files));
        }
        return okExit.contains(code.get())
                ? exited(code.get(), okExit, files, problems)
                : new Stopped(
                        "stopped: " + describe(code.get()),
                        exitCode(code.get()),
                        SignalNames.behind(code.get()).orElse(null),
                        written(files));
    }

    private static Map<String, String> written(AttemptFiles files) {
        return OutputValues.read(files.output()).values();
    }

    private static String wrapperGone(AttemptFiles files) {
        return files.diskFull()
                ? "files of the attempt could not be written: the disk may be full"
                : "the wrapper process of the step was killed";
    }

    private static @Nullable Integer exitCode(int code) {
        return SignalNames.behind(code).isPresent() ? null : code;
    }

    private static String hint(int code) {
        return switch (code) {
            case 126 ->
                    ": the program, or one that it runs, is not executable or has too many"
                            + " arguments";
            case 127 -> ": the program, or one that it runs, was not found";
            default -> "";
        };
    }
}
