package dev.obtaskd.catalogue.check;

import dev.obtaskd.catalogue.operation.Operation;
import dev.obtaskd.exclusion.MaintenanceType;
import dev.obtaskd.exclusion.TaskScope;
import dev.obtaskd.step.StepKind.Flaw;
import dev.obtaskd.text.Messages;
import java.util.ArrayList;
import java.util.List;

/** Scope, maintenance type and key are consistent. */
final class ScopeRules {

    private static final Messages MESSAGES = Messages.of("catalogue");

    private ScopeRules() {}

    static List<Flaw> check(Operation operation) {
        var flaws = new ArrayList<Flaw>();
        var tenant = operation.maintenance() == MaintenanceType.TENANT;
        if (tenant && operation.maintenanceKey() == null) {
            flaws.add(new Flaw("/maintenance", MESSAGES.text("scope.tenant.key")));
        }
        if (!tenant && operation.maintenanceKey() != null) {
            flaws.add(
                    new Flaw(
                            "/maintenance/key",
                            MESSAGES.text(
                                    "scope.key",
                                    operation.maintenanceKey(),
                                    operation.maintenance())));
        }
        if (tenant && operation.scope() == TaskScope.LOCAL) {
            flaws.add(new Flaw("/scope", MESSAGES.text("scope.tenant")));
        }
        if (operation.maintenance() == MaintenanceType.OBPROXY
                && operation.scope() == TaskScope.CLUSTER) {
            flaws.add(new Flaw("/scope", MESSAGES.text("scope.obproxy")));
        }
        return flaws;
    }
}
