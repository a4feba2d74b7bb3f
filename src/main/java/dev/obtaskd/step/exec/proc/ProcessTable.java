package dev.obtaskd.step.exec.proc;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The processes of the host, looked at for all running attempts at once, and so seldom that it
 * costs little.
 */
public final class ProcessTable {

    private static final Duration LEAST = Duration.ofSeconds(1);

    /**
     * So many times as long as a look takes, there is none: a host with many processes gives 2% of
     * a processor.
     */
    private static final int RESTS = 50;

    private @Nullable List<ProcessStat> last;
    private long due;

    /** The same list as before, as long as it is young enough. */
    public synchronized List<ProcessStat> recent() {
        var began = System.nanoTime();
        var recent = last;
        if (recent == null || began - due >= 0) {
            recent = ProcessStat.all();
            last = recent;
            var ended = System.nanoTime();
            due = ended + Math.max(LEAST.toNanos(), RESTS * (ended - began));
        }
        return recent;
    }
}
