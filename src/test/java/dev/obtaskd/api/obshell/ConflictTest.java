package dev.obtaskd.api.obshell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.exclusion.Claim;
import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.exclusion.Maintenance;
import dev.obtaskd.exclusion.Scope;
import dev.obtaskd.task.Language;
import dev.obtaskd.task.Task;
import dev.obtaskd.testing.Play;
import dev.obtaskd.testing.Steps;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ConflictTest {

    private static final Task HOLDER = Play.of(Steps.step("a")).fail("a").task();

    @Test
    void everyKindOfClaimHasItsCodeAndNamesTheHolder() {
        assertHeld(new Claim(Scope.LOCAL, Maintenance.GLOBAL, null, "10.0.0.5:2886"), "Agent.UnderMaintenance", "10.0.0.5:2886");
        assertHeld(new Claim(Scope.LOCAL, Maintenance.OBPROXY, null, "10.0.0.5:2886"), "Agent.UnderMaintenance", "10.0.0.5:2886");
        assertHeld(new Claim(Scope.CLUSTER, Maintenance.GLOBAL, null, null), "OB.Cluster.UnderMaintenanceWithDag", "The cluster");
        assertHeld(new Claim(Scope.CLUSTER, Maintenance.TENANT, "t1", null), "OB.Tenant.UnderMaintenance", "t1");
    }

    @Test
    void aHolderThatIsGoneIsALostRace() {
        var claim = new Claim(Scope.CLUSTER, Maintenance.GLOBAL, null, null);
        assertThat(Conflict.held(new Hold(claim, 7, Instant.EPOCH), null, task -> "").code()).isEqualTo(WireCode.NO_ROW_AFFECTED);
    }

    @Test
    void anExpiredClaimNamesBothTasks() {
        var newer = HOLDER.holding(false, Instant.EPOCH);
        var expired = Conflict.expired(newer, HOLDER, task -> "17");
        assertThat(expired.code().errCode()).isEqualTo("Task.Expired");
        assertThat(expired.code().status()).isEqualTo(500);
        assertThat(expired.message(Language.EN)).contains("127.0.0.1:2887", "17", "test");
        assertThat(Conflict.expired(null, HOLDER, task -> "17").message(Language.ZH)).contains("17", "测试");
    }

    @Test
    void aClaimThatTheNewerTaskStillHoldsIsInTheWay() {
        var newer = Play.of(Steps.step("a")).start().task();
        assertThat(newer.claimHeld()).isTrue();
        var refusal = Conflict.expired(newer, HOLDER, task -> "42");
        assertThat(refusal.code()).isEqualTo(WireCode.AGENT_UNDER_MAINTENANCE);
        assertThat(refusal.message(Language.EN)).contains("42", "RUNNING");
    }

    private static void assertHeld(Claim claim, String errCode, String lock) {
        var refusal = Conflict.held(new Hold(claim, HOLDER.id(), Instant.EPOCH), HOLDER, task -> "42");
        assertThat(refusal.code().errCode()).isEqualTo(errCode);
        assertThat(refusal.code().status()).isEqualTo(500);
        assertThat(refusal.message(Language.EN)).contains(lock, "42", "test", "FAILED");
        assertThat(refusal.message(Language.ZH)).contains("42", "测试");
    }
}
