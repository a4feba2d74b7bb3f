package dev.obtaskd.security;

import dev.obtaskd.store.TaskStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;

/**
 * Hashes of accepted requests. They are stored, and survive restarts, until the requests expire.
 */
@ApplicationScoped
public class AcceptedRequestStore {

    private static final int MAXIMUM = 100_000;

    /** Expired hashes that one request deletes; more than it adds, so that their number shrinks. */
    private static final int DELETED_AT_ONCE = 1_000;

    /** A request is valid until the end of its last second. */
    private static final long LAST_SECOND = 1;

    private final TaskStore writer;
    private final Clock clock;
    private final int maximum;

    @Inject
    AcceptedRequestStore(TaskStore writer, Clock clock) {
        this(writer, clock, MAXIMUM);
    }

    /**
     * @param maximum number of hashes that are stored at once
     */
    public AcceptedRequestStore(TaskStore writer, Clock clock, int maximum) {
        this.writer = writer;
        this.clock = clock;
        this.maximum = maximum;
    }

    /** Result of {@link #accept}. */
    public enum Verdict {
        /** Accepted; the hash is durable. */
        FIRST,
        /** The request was accepted before. */
        AGAIN,
        /** Refused, because too many hashes are stored: a repetition could not be recognized. */
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
                    var stored =
                            tx.deleteAcceptedRequests(
                                    clock.instant().minusSeconds(LAST_SECOND), DELETED_AT_ONCE);
                    if (stored >= maximum) {
                        return Verdict.TOO_MANY;
                    }
                    return tx.insertAcceptedRequest(hash, until) ? Verdict.FIRST : Verdict.AGAIN;
                });
    }
}
