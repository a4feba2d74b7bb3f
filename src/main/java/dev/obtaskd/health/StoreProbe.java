package dev.obtaskd.health;

import dev.obtaskd.store.TaskStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tests whether the local store is writable, by a write. A probe that has not finished is not
 * repeated, so that probes do not queue up in front of other writes.
 */
@ApplicationScoped
class StoreProbe {

    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final Supplier<CompletableFuture<Boolean>> write;
    private final Duration limit;
    private final CachedResult<Answer> answer;
    private @Nullable CompletableFuture<Boolean> pending;

    @Inject
    StoreProbe(TaskStore writer) {
        this(
                () ->
                        writer.submit(
                                tx -> {
                                    tx.writeProbe();
                                    return true;
                                }),
                LIMIT,
                System::nanoTime);
    }

    StoreProbe(Supplier<CompletableFuture<Boolean>> write, Duration limit, LongSupplier nanoTime) {
        this.write = write;
        this.limit = limit;
        this.answer = new CachedResult<>(this::probe, Duration.ofSeconds(1), nanoTime);
    }

    /** Result of the last write, about a second old at most. */
    Answer answer() {
        return answer.get();
    }

    /** Result of a write. */
    enum Answer {
        WRITTEN("can be written"),
        REFUSED("cannot be written"),
        SILENT("does not answer");

        private final String text;

        Answer(String text) {
            this.text = text;
        }

        /** For operators. Health is public, so the text contains no causes. */
        String text() {
            return text;
        }
    }

    private Answer probe() {
        var written = pending != null && !pending.isDone() ? pending : write.get();
        pending = written;
        try {
            written.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return Answer.WRITTEN;
        } catch (ExecutionException refused) {
            return Answer.REFUSED;
        } catch (TimeoutException | InterruptedException silent) {
            return Answer.SILENT;
        }
    }
}
