package dev.obtaskd.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoopTest {

    @TempDir
    Path directory;

    @Test
    void saysWhetherItHasRecoveredAndIsAlive() {
        try (var engine = new EngineFixture(directory, 1)) {
            var recover = new Recover(engine.store.writer(), engine.parts);
            var loop = new Loop(engine.parts, recover, engine.advance, EngineFixture.settings(1));
            assertThat(loop.recovered()).isFalse();
            assertThat(loop.alive()).isFalse();
            loop.start(new StartupEvent());
            assertThat(loop.recovered()).isTrue();
            assertThat(loop.alive()).isTrue();
            loop.stop(new ShutdownEvent());
            EngineFixture.quickly().until(() -> !loop.alive());
        }
    }
}
