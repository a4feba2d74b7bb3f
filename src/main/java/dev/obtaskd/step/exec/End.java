package dev.obtaskd.step.exec;

import java.util.Optional;

/** What became of an attempt's program. */
sealed interface End {

    /** It left the shell's exit code. */
    record Exited(int code) implements End {}

    /**
     * It was asked to stop, and nothing of it is alive.
     *
     * @param code the shell's exit code, if the wrapper could still write it
     */
    record Stopped(Optional<Integer> code) implements End {}

    /** The wrapper ended and left nothing; what the program had going is dead. */
    record WrapperGone() implements End {}

    /** The daemon goes down; the program goes on. */
    record Detached() implements End {}
}
