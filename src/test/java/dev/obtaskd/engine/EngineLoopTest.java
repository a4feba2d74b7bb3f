package dev.obtaskd.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineLoopTest {

    private static final String NONE = "scope: LOCAL\nmaintenance: {type: NONE}";

    @TempDir Path directory;

    @Test
    void reportsRecoveryAndLiveness() {
        try (var engine = new EngineFixture(directory, 1)) {
            var recover = new TaskRecovery(engine.store.writer(), engine.context);
            var loop =
                    new EngineLoop(
                            engine.context, recover, engine.advance, EngineFixture.settings(1));
            assertThat(loop.recovered()).isFalse();
            assertThat(loop.alive()).isFalse();
            loop.start(new StartupEvent());
            assertThat(loop.recovered()).isTrue();
            assertThat(loop.alive()).isTrue();
            loop.stop(new ShutdownEvent());
            EngineFixture.quickly().until(() -> !loop.alive());
        }
    }

    @Test
    void isNotWokenByALaterDeadline() {
        EngineFixture.operation(directory, "hour", NONE, "a timeout: 1h");
        EngineFixture.operation(directory, "minute", NONE, "a timeout: 60s");
        try (var engine = new EngineFixture(directory, 4)) {
            var setup = new BareEngine.Setup(4, true, Duration.ZERO);
            var recover = new TaskRecovery(engine.store.writer(), engine.context);
            var loop = new EngineLoop(engine.context, recover, engine.advance, setup);
            loop.start(new StartupEvent());
            awaitUnits(engine, 3); // two recoveries and the first run
            engine.succeed(engine.accepted("hour"), "a");
            awaitUnits(engine, 6); // a submit, a result, and a run for a deadline in an hour
            engine.clock.pass(Duration.ofSeconds(1));
            for (int i = 0; i < 10; i++) {
                engine.succeed(engine.accepted("hour"), "a");
            }
            awaitUnits(
                    engine, 26); // no run of the loop: the new deadline is later than the next one
            engine.accepted("minute");
            awaitUnits(engine, 28); // a submit, and a run
            loop.stop(new ShutdownEvent());
        }
    }

    /**
     * Waits until exactly this number of units is done; an additional unit would fail every later
     * wait.
     */
    private static void awaitUnits(EngineFixture engine, long units) {
        EngineFixture.quickly()
                .untilAsserted(
                        () -> assertThat(engine.store.writer().stats().units()).isEqualTo(units));
    }
}
