package dev.obtaskd.security;

import dev.obtaskd.store.TaskStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;

/**
 * Requests that are accepted once: kept in the store, across restarts, until they end by
 * themselves.
 */
@ApplicationScoped
public class AcceptedRequestStore {

    private static final int MOST = 100_000;

    /** More than one request adds, so that what has ended goes. */
    private static final int FORGOTTEN = 1_000;

    /** Requests end with a whole second. */
    private static final long LAST_SECOND = 1;

    private final TaskStore writer;
    private final Clock clock;
    private final int most;

    @Inject
    AcceptedRequestStore(TaskStore writer, Clock clock) {
        this(writer, clock, MOST);
    }

    /**
     * @param most how many are kept at once
     */
    public AcceptedRequestStore(TaskStore writer, Clock clock, int most) {
        this.writer = writer;
        this.clock = clock;
        this.most = most;
    }

    /** What became of a request. */
    public enum Verdict {
        /** It is accepted now, and that is on disk. */
        FIRST,
        /** It was accepted before. */
        AGAIN,
        /**
         * There are too many that have not ended yet: it is not accepted, as it could not be told
         * from a repetition.
         */
        TOO_MANY
    }

    /**
     * Accepts a request, unless it was accepted before.
     *
     * @param hash SHA-256 of what no other request has, lower-case hex
     * @param until the last second in which it is valid
     * @throws dev.obtaskd.store.StoreUnavailableException if that cannot be stored
     */
    public Verdict accept(String hash, Instant until) {
        return writer.write(
                tx -> {
                    var kept =
                            tx.forgetAccepted(clock.instant().minusSeconds(LAST_SECOND), FORGOTTEN);
                    if (kept >= most) {
                        return Verdict.TOO_MANY;
                    }
                    return tx.accept(hash, until) ? Verdict.FIRST : Verdict.AGAIN;
                });
    }
}
