package dev.obtaskd.step.exec.proc;

import java.io.IOException;

/**
 * Starts processes, one at a time. Until the helper between us and a program has closed what it
 * inherited, it holds our listening sockets and the ends of every pipe open at that moment. Two
 * helpers begun side by side hold the ends of each other's pipes: if the daemon dies then, both
 * wait for ever, and its port stays taken.
 */
public final class ProcessStarter {

    private ProcessStarter() {}

    /**
     * @throws IOException if the host has no such program or no process to spare
     */
    public static synchronized Process start(ProcessBuilder program) throws IOException {
        return program.start();
    }

    /**
     * Runs it without its output, to its end.
     *
     * @return its exit code
     * @throws IOException if the host has no such program or no process to spare
     */
    public static int run(ProcessBuilder program) throws IOException {
        return start(
                        program.redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD))
                .onExit()
                .join()
                .exitValue();
    }
}
