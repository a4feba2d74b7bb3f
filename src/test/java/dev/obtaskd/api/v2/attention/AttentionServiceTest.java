package dev.obtaskd.api.v2.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.id.AgentAddress;
import dev.obtaskd.text.Language;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AttentionServiceTest {

    private static final ResponseContext CONTEXT =
            new ResponseContext(Language.EN, Instant.EPOCH, AgentAddress.parse("127.0.0.1:2887"));

    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicLong commits = new AtomicLong();

    private AttentionService service(boolean complete) {
        return new AttentionService(
                context -> {
                    reads.incrementAndGet();
                    return new CauseReader.Causes(List.of(), Map.of(), complete);
                },
                () -> OptionalLong.of(commits.get()));
    }

    @Test
    void readsAgainAfterACommitAndWhenTheClockDiffersByASecond() {
        var service = service(true);
        service.of(CONTEXT);
        service.of(CONTEXT);
        assertThat(reads).hasValue(1);
        commits.incrementAndGet();
        service.of(CONTEXT);
        assertThat(reads).hasValue(2);
        service.of(at(Instant.EPOCH.plusSeconds(1)));
        assertThat(reads).hasValue(3);
        service.of(CONTEXT);
        assertThat(reads).hasValue(4);
    }

    @Test
    void readsAgainUntilAllErrorLinesAreKnown() {
        var service = service(false);
        service.of(CONTEXT);
        service.of(CONTEXT);
        assertThat(reads).hasValue(2);
    }

    @Test
    void requestsThatArriveDuringAComputationShareTheNextOne() throws InterruptedException {
        var started = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var service =
                new AttentionService(
                        context -> {
                            if (reads.incrementAndGet() == 1) {
                                started.countDown();
                                awaitLatch(go);
                            }
                            return new CauseReader.Causes(List.of(), Map.of(), true);
                        },
                        () -> OptionalLong.of(commits.incrementAndGet()));
        var threads = new ArrayList<Thread>();
        threads.add(Thread.ofPlatform().start(() -> service.of(CONTEXT)));
        awaitLatch(started);
        for (var i = 0; i < 20; i++) {
            threads.add(Thread.ofPlatform().start(() -> service.of(CONTEXT)));
        }
        await().until(
                        () ->
                                threads.stream()
                                        .skip(1)
                                        .allMatch(
                                                thread ->
                                                        thread.getState() == Thread.State.BLOCKED));
        go.countDown();
        for (var thread : threads) {
            thread.join();
        }
        assertThat(reads).hasValue(2);
    }

    private static ResponseContext at(Instant now) {
        return new ResponseContext(Language.EN, now, AgentAddress.parse("127.0.0.1:2887"));
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
