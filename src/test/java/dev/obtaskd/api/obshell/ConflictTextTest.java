package dev.obtaskd.api.obshell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.api.obshell.mapping.ObshellErrorCode;
import dev.obtaskd.exclusion.Claim;
import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.exclusion.MaintenanceType;
import dev.obtaskd.exclusion.TaskScope;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.task.Task;
import dev.obtaskd.testing.StepBuilder;
import dev.obtaskd.testing.TaskScenario;
import dev.obtaskd.text.Language;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ConflictTextTest {

    private static final Task HOLDER = TaskScenario.of(StepBuilder.step("a")).fail("a").task();

    @Test
    void everyClaimTypeHasItsCodeAndNamesTheHolder() {
        assertHeld(
                new Claim(TaskScope.LOCAL, MaintenanceType.GLOBAL, null, "10.0.0.5:2886"),
                "Agent.UnderMaintenance",
                "10.0.0.5:2886");
        assertHeld(
                new Claim(TaskScope.LOCAL, MaintenanceType.OBPROXY, null, "10.0.0.5:2886"),
                "Agent.UnderMaintenance",
                "10.0.0.5:2886");
        assertHeld(
                new Claim(TaskScope.CLUSTER, MaintenanceType.GLOBAL, null, null),
                "OB.Cluster.UnderMaintenanceWithDag",
                "The cluster");
        assertHeld(
                new Claim(TaskScope.CLUSTER, MaintenanceType.TENANT, "t1", null),
                "OB.Tenant.UnderMaintenance",
                "t1");
    }

    @Test
    void aMissingHolderIsAConcurrentUpdate() {
        var claim = new Claim(TaskScope.CLUSTER, MaintenanceType.GLOBAL, null, null);
        assertThat(
                        ConflictText.held(
                                        new Hold(claim, TaskId.local(7), Instant.EPOCH),
                                        null,
                                        task -> "")
                                .code())
                .isEqualTo(ObshellErrorCode.NO_ROW_AFFECTED);
    }

    @Test
    void anExpiredClaimNamesBothTasks() {
        var newer = HOLDER.withClaim(false, Instant.EPOCH);
        var expired = ConflictText.expired(newer, HOLDER, task -> "17");
        assertThat(expired.code().errCode()).isEqualTo("Task.Expired");
        assertThat(expired.code().status()).isEqualTo(500);
        assertThat(expired.message(Language.EN)).contains("127.0.0.1:2887", "17", "test");
        assertThat(ConflictText.expired(null, HOLDER, task -> "17").message(Language.ZH))
                .contains("17", "测试");
    }

    @Test
    void aClaimHeldByTheNewerTaskIsAConflict() {
        var newer = TaskScenario.of(StepBuilder.step("a")).start().task();
        assertThat(newer.claimHeld()).isTrue();
        var refusal = ConflictText.expired(newer, HOLDER, task -> "42");
        assertThat(refusal.code()).isEqualTo(ObshellErrorCode.AGENT_UNDER_MAINTENANCE);
        assertThat(refusal.message(Language.EN)).contains("42", "RUNNING");
    }

    private static void assertHeld(Claim claim, String errCode, String lock) {
        var refusal =
                ConflictText.held(
                        new Hold(claim, HOLDER.id(), Instant.EPOCH), HOLDER, task -> "42");
        assertThat(refusal.code().errCode()).isEqualTo(errCode);
        assertThat(refusal.code().status()).isEqualTo(500);
        assertThat(refusal.message(Language.EN)).contains(lock, "42", "test", "FAILED");
        assertThat(refusal.message(Language.ZH)).contains("42", "测试");
    }
}
