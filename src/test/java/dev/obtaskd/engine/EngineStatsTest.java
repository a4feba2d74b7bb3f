package dev.obtaskd.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineStatsTest {

    @TempDir Path directory;

    @Test
    void countsRunningAndWaitingAttemptsAndLogBytes() {
        EngineFixture.operation(
                directory,
                "wide",
                "scope: LOCAL\nmaintenance: {type: NONE}",
                "w1 needs: []",
                "w2 needs: []",
                "w3 needs: []");
        try (var engine = new EngineFixture(directory, 2)) {
            var workload = new EngineStats(engine.context);
            var id = engine.accepted("wide");
            assertThat(workload.running()).isEqualTo(2);
            assertThat(workload.queued()).isEqualTo(1);
            EngineFixture.quickly().until(() -> engine.fake.runs("w1") && engine.fake.runs("w2"));
            var two = workload.logBytes();
            assertThat(two).isPositive();
            engine.succeed(id, "w1");
            EngineFixture.quickly().until(() -> engine.fake.runs("w3"));
            assertThat(workload.running()).isEqualTo(2);
            assertThat(workload.queued()).isZero();
            assertThat(workload.logBytes()).isGreaterThan(two);
            engine.succeed(id, "w2", "w3");
            assertThat(workload.running()).isZero();
            EngineFixture.quickly().until(() -> engine.launcher.running() == 0);
            assertThat(workload.logBytes()).isGreaterThan(two);
        }
    }
}
