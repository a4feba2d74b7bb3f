package dev.obtaskd.api.v2.attention;

import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.store.ChangeCounter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The causes of now. Clients read them after each change, so they are computed by one request at a
 * time, and again only after a commit or when they are old. Requests that arrived before a
 * computation started share its result.
 */
@ApplicationScoped
class AttentionService {

    /** Waits become too long without a commit. */
    private static final Duration MAX_AGE = Duration.ofSeconds(1);

    private final Function<ResponseContext, CauseReader.Causes> reader;
    private final ChangeCounter changes;
    private final AtomicLong arrivals = new AtomicLong();
    private @Nullable Result last;

    /**
     * @param lastArrival number of the last request that arrived before it was computed
     */
    private record Result(
            long lastArrival, OptionalLong changes, Instant readAt, CauseReader.Causes causes) {}

    @Inject
    AttentionService(CauseReader reader, ChangeCounter changes) {
        this(reader::read, changes);
    }

    AttentionService(Function<ResponseContext, CauseReader.Causes> reader, ChangeCounter changes) {
        this.reader = reader;
        this.changes = changes;
    }

    CauseReader.Causes of(ResponseContext context) {
        return of(arrivals.incrementAndGet(), context);
    }

    private synchronized CauseReader.Causes of(long arrival, ResponseContext context) {
        if (last == null || last.lastArrival() < arrival && !current(last, context.now())) {
            var arrived = arrivals.get();
            var before = changes.commitCount();
            last = new Result(arrived, before, context.now(), reader.apply(context));
        }
        return last.causes();
    }

    private boolean current(Result result, Instant at) {
        var now = changes.commitCount();
        return result.causes().complete()
                && now.isPresent()
                && now.equals(result.changes())
                && Duration.between(result.readAt(), at).abs().compareTo(MAX_AGE) < 0;
    }
}
