package dev.obtaskd.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.id.AgentAddress;
import dev.obtaskd.task.WaitReason;
import dev.obtaskd.task.WaitReasons;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks with sub tasks that other agents run. */
class OtherAgentsTest {

    private static final AgentAddress SELF = new AgentAddress("127.0.0.1", 2887);
    private static final AgentAddress OTHER = new AgentAddress("10.0.0.9", 2887);

    @TempDir Path directory;

    private EngineFixture engine;
    private long task;

    /**
     * The task is accepted while no worker is free; then its first step is moved to another agent.
     */
    @BeforeEach
    void startWithATaskOfTwoAgents() {
        EngineFixture.operation(
                directory,
                "wide",
                "scope: LOCAL\nmaintenance: {type: NONE}",
                "theirs needs: []; timeout: 60s",
                "mine needs: []; timeout: 60s");
        try (var before = new EngineFixture(directory, 0)) {
            task = before.accepted("wide");
            move(before, "theirs", OTHER);
        }
        engine = new EngineFixture(directory, 2);
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void runsOnlyItsOwnSubTask() {
        assertThat(engine.states(task)).isEqualTo("theirs=READY mine=RUNNING");
        engine.succeed(task, "mine");
        assertThat(engine.states(task)).isEqualTo("theirs=READY mine=SUCCEEDED");
        assertThat(engine.fake.starts()).containsExactly("mine");
    }

    @Test
    void showsTheOtherSubTaskAsWaitingForItsAgent() {
        engine.succeed(task, "mine");
        var waits = waits("theirs").orElseThrow();
        assertThat(waits.kind()).isEqualTo(WaitReason.Kind.AGENT);
        assertThat(waits.text().en()).contains(OTHER.toString());
        assertThat(WaitReasons.of(engine.task(task), SELF::equals).orElseThrow().kind())
                .isEqualTo(WaitReason.Kind.AGENT);
    }

    @Test
    void neitherResumesNorTimesOutAnAttemptOfAnotherAgent() {
        move(engine, "mine", OTHER);
        engine.close();
        engine = new EngineFixture(directory, 2);
        assertThat(engine.launcher.running()).isZero();
        engine.clock.pass(Duration.ofHours(1));
        assertThat(engine.advance.runOnce().moved()).isZero();
        assertThat(engine.states(task)).isEqualTo("theirs=READY mine=RUNNING");
    }

    private Optional<WaitReason> waits(String step) {
        var stored = engine.task(task);
        return WaitReasons.of(stored, stored.subTasksOf(step).getFirst(), SELF::equals);
    }

    private static void move(EngineFixture engine, String step, AgentAddress host) {
        try (var session = engine.store.sessions.openStatelessSession()) {
            var transaction = session.beginTransaction();
            session.createNativeMutationQuery("update sub_task set host = ? where step_id = ?")
                    .setParameter(1, host.toString())
                    .setParameter(2, step)
                    .executeUpdate();
            transaction.commit();
        }
    }
}
