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
 * Finds out whether the local store can be written, by writing to it. A store that does not answer
 * is asked no second time before it has: probes must not queue up in front of those who need it.
 */
@ApplicationScoped
class StoreProbe {

    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final Supplier<CompletableFuture<Boolean>> write;
    private final Duration limit;
    private final CachedResult<Answer> answer;
    private @Nullable CompletableFuture<Boolean> going;

    @Inject
    StoreProbe(TaskStore writer) {
        this(
                () ->
                        writer.submit(
                                tx -> {
                                    tx.touch();
                                    return true;
                                }),
                LIMIT,
                System::nanoTime);
    }

    StoreProbe(Supplier<CompletableFuture<Boolean>> write, Duration limit, LongSupplier nanoTime) {
        this.write = write;
        this.limit = limit;
        this.answer = new CachedResult<>(this::ask, Duration.ofSeconds(1), nanoTime);
    }

    /** What came of the last write, about a second old at most. */
    Answer answer() {
        return answer.get();
    }

    /** How a write ended. */
    enum Answer {
        WRITTEN("can be written"),
        REFUSED("cannot be written"),
        SILENT("does not answer");

        private final String text;

        Answer(String text) {
            this.text = text;
        }

        /** For operators. Health is open to everybody, so it says nothing about causes. */
        String text() {
            return text;
        }
    }

    private Answer ask() {
        var written = going != null && !going.isDone() ? going : write.get();
        going = written;
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
