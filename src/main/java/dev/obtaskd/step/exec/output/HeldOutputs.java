package dev.obtaskd.step.exec.output;

import dev.obtaskd.step.exec.proc.Notifier;
import dev.obtaskd.step.exec.proc.ProcessStarter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Handles outputs that processes still hold after the program has ended. A separate process reads
 * and discards them: the writers get no error, and the files stop growing.
 */
public final class HeldOutputs {

    private static final Duration INTERVAL = Duration.ofMillis(2);

    /** A pump ends within this time after its last writer. */
    private static final Duration PUMP_TIMEOUT = Duration.ofMillis(200);

    /**
     * Opens the pipe for reading and writing first: opening it for reading would block if the
     * writer has ended. The pipe always has a reader: the pump is killed after the new reader has
     * opened it.
     */
    private static final String SCRIPT =
            """
            for pump; do
              { exec 3<>"/proc/$pump/fd/0" && exec 0<"/proc/$pump/fd/0" 3>&- && kill "$pump"; exec cat; } &
            done\
            """;

    private HeldOutputs() {}

    /**
     * Returns when no pump writes to the files any more; whether any process still held an output.
     */
    public static boolean redirect(List<OutputPump> pumps, Notifier notifier)
            throws IOException, InterruptedException {
        var until = System.nanoTime() + PUMP_TIMEOUT.toNanos();
        while (anyAlive(pumps) && System.nanoTime() < until) {
            notifier.await(INTERVAL);
        }
        var alive =
                pumps.stream()
                        .flatMap(pump -> pump.alive().stream())
                        .map(stat -> "" + stat.pid())
                        .toList();
        if (alive.isEmpty()) {
            return false;
        }
        var command =
                new ArrayList<>(List.of("setsid", "/bin/sh", "-c", SCRIPT, "obtaskd-leftover"));
        command.addAll(alive);
        ProcessStarter.run(new ProcessBuilder(command));
        return true;
    }

    private static boolean anyAlive(List<OutputPump> pumps) {
        return pumps.stream().anyMatch(pump -> pump.alive().isPresent());
    }
}
