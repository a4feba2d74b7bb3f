package dev.obtaskd.step.exec.process;

import java.util.Optional;

/** How following a program ended. */
public sealed interface ProcessExit {

    /** The program ended with this exit code of the shell. */
    record Exited(int code) implements ProcessExit {}

    /**
     * The program was stopped; none of its processes is alive.
     *
     * @param code the shell's exit code, if the wrapper could still write it
     */
    record Stopped(Optional<Integer> code) implements ProcessExit {}

    /** The wrapper ended without an exit code; all processes of the program were killed. */
    record WrapperGone() implements ProcessExit {}

    /** The daemon shuts down; the program continues. */
    record Detached() implements ProcessExit {}
}
