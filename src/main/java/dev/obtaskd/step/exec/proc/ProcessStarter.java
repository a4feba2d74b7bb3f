package dev.obtaskd.step.exec.proc;

import java.io.IOException;

/**
 * Starts processes, one at a time. The JVM's spawn helper inherits the daemon's listening sockets
 * and all open pipe ends until it has closed them. Two helpers at the same time hold each other's
 * pipe ends: if the daemon dies then, both hang and keep the daemon's port.
 */
public final class ProcessStarter {

    private ProcessStarter() {}

    /**
     * @throws IOException if the program does not exist or no process can be created
     */
    public static synchronized Process start(ProcessBuilder program) throws IOException {
        return program.start();
    }

    /**
     * Runs a program to its end and discards its output.
     *
     * @return its exit code
     * @throws IOException if the program does not exist or no process can be created
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
