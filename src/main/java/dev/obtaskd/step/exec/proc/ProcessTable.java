package dev.obtaskd.step.exec.proc;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of all processes of the host, shared by all running attempts and refreshed at a
 * bounded cost.
 */
public final class ProcessTable {

    private static final Duration MIN_INTERVAL = Duration.ofSeconds(1);

    /**
     * The least pause between scans, as a multiple of the time a scan takes: 2% of a processor at
     * most.
     */
    private static final int PAUSE_PER_SCAN = 50;

    private @Nullable List<ProcessStat> last;
    private long due;

    /** The last snapshot, or a new one if it is due. */
    public synchronized List<ProcessStat> recent() {
        var began = System.nanoTime();
        var recent = last;
        if (recent == null || began - due >= 0) {
            recent = ProcessStat.all();
            last = recent;
            var ended = System.nanoTime();
            due = ended + Math.max(MIN_INTERVAL.toNanos(), PAUSE_PER_SCAN * (ended - began));
        }
        return recent;
    }
}
