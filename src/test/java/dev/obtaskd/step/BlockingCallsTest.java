package dev.obtaskd.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BlockingCallsTest {

    private final BlockingCalls calls = new BlockingCalls();
    private final CountDownLatch system = new CountDownLatch(1);

    @AfterEach
    void returnsResultsAndFailures() {
        system.countDown();
    }

    @Test
    void replacesACallAfterItsTimeout() throws Exception {
        var hanging = new ArrayList<BlockingCall<Boolean>>();
        for (var i = 0; i < 40; i++) {
            hanging.add(calls.probe("look", this::hang));
        }
        var healthy = calls.probe("look", () -> true);
        // The first calls release their threads, and later calls that also hang take them.
        await().until(
                        () -> {
                            hanging.forEach(BlockingCall::abandon);
                            return healthy.result().isDone();
                        });
        system.countDown();
        assertThat(hanging.getFirst().result().get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(calls.probe("look", () -> true).result().get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void neverStartsACallThatWasDroppedInTheQueue() throws Exception {
        var hanging = new ArrayList<BlockingCall<Boolean>>();
        for (var i = 0; i < 16; i++) {
            hanging.add(calls.probe("look", this::hang));
        }
        var dropped = calls.probe("look", () -> true);
        dropped.drop();
        system.countDown();
        assertThat(hanging.getLast().result().get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(dropped.result()).isCancelled();
    }

    @Test
    void limitsTheNumberOfHangingCalls() throws Exception {
        for (var i = 0; i < BlockingCalls.MOST_HANGING; i++) {
            var begun = new CountDownLatch(1);
            var call =
                    calls.work(
                            "work",
                            () -> {
                                begun.countDown();
                                return hang();
                            });
            begun.await();
            call.abandon();
        }
        assertThatThrownBy(() -> calls.work("work", () -> true))
                .hasMessageContaining("256 earlier file operations still hang");
        system.countDown();
        await().ignoreExceptions()
                .until(() -> calls.work("work", () -> true).result().get(1, TimeUnit.SECONDS));
    }

    private boolean hang() throws InterruptedException {
        system.await();
        return true;
    }
}
