package dev.obtaskd.step.exec.process;

import java.util.Optional;

/** What became of an attempt's program. */
public sealed interface ProcessExit {

    /** It left the shell's exit code. */
    record Exited(int code) implements ProcessExit {}

    /**
     * It was asked to stop, and nothing of it is alive.
     *
     * @param code the shell's exit code, if the wrapper could still write it
     */
    record Stopped(Optional<Integer> code) implements ProcessExit {}

    /** The wrapper ended and left nothing; what the program had going is dead. */
    record WrapperGone() implements ProcessExit {}

    /** The daemon goes down; the program goes on. */
    record Detached() implements ProcessExit {}
}
