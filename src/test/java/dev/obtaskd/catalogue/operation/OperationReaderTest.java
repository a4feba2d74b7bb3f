package dev.obtaskd.catalogue.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.catalogue.OperationExamples;
import dev.obtaskd.exclusion.MaintenanceType;
import dev.obtaskd.exclusion.TaskScope;
import dev.obtaskd.task.RestartPolicy;
import dev.obtaskd.task.RollbackPolicy;
import dev.obtaskd.task.TaskStep.Allow;
import dev.obtaskd.task.TaskStep.Retries;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OperationReaderTest {

    @Test
    void readsEveryField() {
        var operation = OperationExamples.tenant();
        var change = operation.step("change");

        assertThat(operation.name()).isEqualTo("tenant.example");
        assertThat(operation.title().zh()).isEqualTo("示例");
        assertThat(operation.scope()).isEqualTo(TaskScope.CLUSTER);
        assertThat(operation.maintenance()).isEqualTo(MaintenanceType.TENANT);
        assertThat(operation.maintenanceKey()).isEqualTo("${{ params.tenant }}");
        assertThat(operation.target())
                .isEqualTo(new Operation.TargetTemplate("TENANT", "${{ params.tenant }}", false));
        assertThat(change.hosts()).isEqualTo("each");
        assertThat(change.when()).isEqualTo("${{ params.force }}");
        assertThat(change.step().timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(change.step().retries()).isEqualTo(new Retries(2, Duration.ofSeconds(3)));
        assertThat(change.step().allow()).isEqualTo(new Allow(true, false, true));
        assertThat(change.step().onRestart()).isEqualTo(RestartPolicy.RERUN);
        assertThat(change.run().kind()).isEqualTo("exec");
    }

    @Test
    void setsDefaultsOfMissingFields() {
        var prepare = OperationExamples.tenant().step("prepare");

        assertThat(prepare.hosts()).isEqualTo("self");
        assertThat(prepare.when()).isNull();
        assertThat(prepare.step().timeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(prepare.step().retries()).isEqualTo(Retries.NONE);
        assertThat(prepare.step().allow()).isEqualTo(Allow.ALL);
        assertThat(prepare.step().onRestart()).isEqualTo(RestartPolicy.FAIL);
        assertThat(OperationExamples.tenant().hidden()).isFalse();
        assertThat(OperationExamples.tenant().releaseOnFailure()).isFalse();
    }

    @Test
    void theDefaultTimeoutIsAnHour() {
        var operation =
                OperationExamples.operation(OperationExamples.TENANT.replace("timeout: 2m\n", ""));

        assertThat(operation.step("prepare").step().timeout()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void dependsOnThePreviousStepByDefault() {
        var operation = OperationExamples.tenant();

        assertThat(operation.step("prepare").step().needs()).isEmpty();
        assertThat(operation.step("change").step().needs()).containsExactly("prepare");
        assertThat(operation.step("finish").step().needs()).containsExactly("prepare");
    }

    @Test
    void readsTheThreeKindsOfRollback() {
        var operation = OperationExamples.tenant();

        assertThat(operation.step("prepare").step().rollback()).isEqualTo(RollbackPolicy.NONE);
        assertThat(operation.step("change").step().rollback()).isEqualTo(RollbackPolicy.NOOP);
        assertThat(operation.step("change").rollback()).isNull();
        assertThat(operation.step("finish").step().rollback()).isEqualTo(RollbackPolicy.REAL);
        assertThat(operation.step("finish").rollback())
                .extracting(Operation.Action::kind)
                .isEqualTo("exec");
    }

    @Test
    void restoresAnOperationFromItsDocument() {
        var operation = OperationExamples.tenant();
        var stored = OperationExamples.json(operation.document().text());

        assertThat(OperationReader.read(stored)).isEqualTo(operation);
    }
}
