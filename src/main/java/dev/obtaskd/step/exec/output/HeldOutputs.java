package dev.obtaskd.step.exec.output;

import dev.obtaskd.step.exec.proc.Notifier;
import dev.obtaskd.step.exec.proc.ProcessStarter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What becomes of the outputs that processes still hold when the program has ended. A process of
 * its own reads them from then on, into nothing: their writers get no error, and the files take no
 * more room.
 */
public final class HeldOutputs {

    private static final Duration LOOK = Duration.ofMillis(2);

    /** A pump whose last writer has ended needs less than this to end. */
    private static final Duration ENDS_WITHIN = Duration.ofMillis(200);

    /**
     * A pipe is opened for reading and writing first, as to open it for reading would wait for a
     * writer that may have ended. There is always a reader: the pump ends after the second one has
     * the pipe.
     */
    private static final String SCRIPT =
            """
            for pump; do
              { exec 3<>"/proc/$pump/fd/0" && exec 0<"/proc/$pump/fd/0" 3>&- && kill "$pump"; exec cat; } &
            done\
            """;

    private HeldOutputs() {}

    /**
     * Returns when nothing reads into the files any more, or will soon; whether there was anything
     * left.
     */
    public static boolean redirect(List<OutputPump> pumps, Notifier wake)
            throws IOException, InterruptedException {
        var until = System.nanoTime() + ENDS_WITHIN.toNanos();
        while (anyAlive(pumps) && System.nanoTime() < until) {
            wake.await(LOOK);
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
