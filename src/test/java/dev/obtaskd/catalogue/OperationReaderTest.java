package dev.obtaskd.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.exclusion.Maintenance;
import dev.obtaskd.exclusion.Scope;
import dev.obtaskd.task.OnRestart;
import dev.obtaskd.task.Rollback;
import dev.obtaskd.task.Step.Allow;
import dev.obtaskd.task.Step.Retries;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OperationReaderTest {

    @Test
    void readsWhatTheFileSays() {
        var operation = Examples.tenant();
        var change = operation.step("change");

        assertThat(operation.name()).isEqualTo("tenant.example");
        assertThat(operation.title().zh()).isEqualTo("示例");
        assertThat(operation.scope()).isEqualTo(Scope.CLUSTER);
        assertThat(operation.maintenance()).isEqualTo(Maintenance.TENANT);
        assertThat(operation.maintenanceKey()).isEqualTo("${{ params.tenant }}");
        assertThat(operation.target()).isEqualTo(new Operation.TargetTemplate("TENANT", "${{ params.tenant }}"));
        assertThat(change.hosts()).isEqualTo("each");
        assertThat(change.when()).isEqualTo("${{ params.force }}");
        assertThat(change.step().timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(change.step().retries()).isEqualTo(new Retries(2, Duration.ofSeconds(3)));
        assertThat(change.step().allow()).isEqualTo(new Allow(true, false, true));
        assertThat(change.step().onRestart()).isEqualTo(OnRestart.RERUN);
        assertThat(change.run().kind()).isEqualTo("exec");
    }

    @Test
    void fillsInWhatTheFileLeavesOut() {
        var prepare = Examples.tenant().step("prepare");

        assertThat(prepare.hosts()).isEqualTo("self");
        assertThat(prepare.when()).isNull();
        assertThat(prepare.step().timeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(prepare.step().retries()).isEqualTo(Retries.NONE);
        assertThat(prepare.step().allow()).isEqualTo(Allow.ALL);
        assertThat(prepare.step().onRestart()).isEqualTo(OnRestart.FAIL);
        assertThat(Examples.tenant().hidden()).isFalse();
        assertThat(Examples.tenant().releaseOnFailure()).isFalse();
    }

    @Test
    void givesAnHourWhereNobodySaysATimeout() {
        var operation = Examples.operation(Examples.TENANT.replace("timeout: 2m\n", ""));

        assertThat(operation.step("prepare").step().timeout()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void needsTheStepBeforeUnlessTheFileSaysOtherwise() {
        var operation = Examples.tenant();

        assertThat(operation.step("prepare").step().needs()).isEmpty();
        assertThat(operation.step("change").step().needs()).containsExactly("prepare");
        assertThat(operation.step("finish").step().needs()).containsExactly("prepare");
    }

    @Test
    void tellsTheThreeKindsOfRollbackApart() {
        var operation = Examples.tenant();

        assertThat(operation.step("prepare").step().rollback()).isEqualTo(Rollback.NONE);
        assertThat(operation.step("change").step().rollback()).isEqualTo(Rollback.NOOP);
        assertThat(operation.step("change").rollback()).isNull();
        assertThat(operation.step("finish").step().rollback()).isEqualTo(Rollback.REAL);
        assertThat(operation.step("finish").rollback()).extracting(Operation.Action::kind).isEqualTo("exec");
    }

    @Test
    void makesTheSameOperationFromItsDocument() {
        var operation = Examples.tenant();
        var stored = Examples.json(operation.document().text());

        assertThat(OperationReader.read(stored)).isEqualTo(operation);
    }

}
