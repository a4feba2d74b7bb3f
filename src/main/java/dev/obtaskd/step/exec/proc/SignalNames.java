package dev.obtaskd.step.exec.proc;

import java.util.List;
import java.util.Optional;

/** Names of Linux signals and their exit codes in a shell. */
public final class SignalNames {

    private static final List<String> NAMES =
            List.of(
                    "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1",
                    "SEGV", "USR2", "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP",
                    "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO",
                    "PWR", "SYS");

    private SignalNames() {}

    /** The signal that a shell's exit code stands for; empty if the program exited by itself. */
    public static Optional<String> behind(int code) {
        var number = code - 128;
        return number >= 1 && number <= NAMES.size()
                ? Optional.of(NAMES.get(number - 1))
                : Optional.empty();
    }

    /** The number of a signal by its name, as in {@code TERM}. */
    static int number(String name) {
        return NAMES.indexOf(name) + 1;
    }
}
