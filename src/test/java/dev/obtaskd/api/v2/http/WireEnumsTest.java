package dev.obtaskd.api.v2.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.api.v2.wire.AttemptView;
import dev.obtaskd.api.v2.wire.AuditView;
import dev.obtaskd.api.v2.wire.Direction;
import dev.obtaskd.api.v2.wire.EffectsView;
import dev.obtaskd.api.v2.wire.FailureCause;
import dev.obtaskd.api.v2.wire.InitiatorView;
import dev.obtaskd.api.v2.wire.LogView;
import dev.obtaskd.api.v2.wire.MaintenanceType;
import dev.obtaskd.api.v2.wire.OperationView;
import dev.obtaskd.api.v2.wire.StepView;
import dev.obtaskd.api.v2.wire.SubTaskView;
import dev.obtaskd.api.v2.wire.TaskScope;
import dev.obtaskd.api.v2.wire.TaskState;
import dev.obtaskd.api.v2.wire.WaitView;
import dev.obtaskd.catalogue.CatalogueEntry;
import dev.obtaskd.engine.OperationPreview;
import dev.obtaskd.step.StepLog;
import dev.obtaskd.store.AuditEntry;
import dev.obtaskd.task.Attempt;
import dev.obtaskd.task.TaskDefinition;
import dev.obtaskd.task.WaitReason;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WireEnumsTest {

    private static final Map<Class<? extends Enum<?>>, Class<? extends Enum<?>>> WIRE_AND_DOMAIN =
            Map.ofEntries(
                    Map.entry(TaskState.class, dev.obtaskd.task.TaskState.class),
                    Map.entry(TaskScope.class, dev.obtaskd.exclusion.TaskScope.class),
                    Map.entry(MaintenanceType.class, dev.obtaskd.exclusion.MaintenanceType.class),
                    Map.entry(Direction.class, dev.obtaskd.task.Direction.class),
                    Map.entry(FailureCause.class, dev.obtaskd.task.FailureCause.class),
                    Map.entry(SubTaskView.SubTaskState.class, dev.obtaskd.task.SubTaskState.class),
                    Map.entry(StepView.RollbackPolicy.class, dev.obtaskd.task.RollbackPolicy.class),
                    Map.entry(AttemptView.AttemptKind.class, dev.obtaskd.task.AttemptKind.class),
                    Map.entry(
                            AttemptView.AttemptTrigger.class,
                            dev.obtaskd.task.AttemptTrigger.class),
                    Map.entry(AttemptView.Outcome.class, Attempt.Outcome.class),
                    Map.entry(WaitView.Kind.class, WaitReason.Kind.class),
                    Map.entry(InitiatorView.Source.class, TaskDefinition.Source.class),
                    Map.entry(AuditView.ObjectType.class, AuditEntry.ObjectType.class),
                    Map.entry(AuditView.Result.class, AuditEntry.Result.class),
                    Map.entry(EffectsView.ClaimChange.class, OperationPreview.ClaimChange.class),
                    Map.entry(OperationView.OperationSource.class, CatalogueEntry.Source.class),
                    Map.entry(LogView.Stream.class, StepLog.Stream.class));

    @Test
    void wireEnumsHaveTheConstantsOfTheDomain() {
        WIRE_AND_DOMAIN.forEach(
                (wire, domain) ->
                        assertThat(names(wire))
                                .as("%s and %s", wire, domain)
                                .containsExactlyElementsOf(names(domain).toList()));
    }

    @Test
    void constantsAreConvertedByName() {
        assertThat(WireEnums.of(Direction.class, dev.obtaskd.task.Direction.BACKWARD))
                .isEqualTo(Direction.BACKWARD);
        assertThat(WireEnums.ofNullable(Direction.class, null)).isNull();
    }

    private static Stream<String> names(Class<? extends Enum<?>> type) {
        return Stream.of(type.getEnumConstants()).map(Enum::name);
    }
}
