package dev.obtaskd.catalogue.check;

import dev.obtaskd.catalogue.operation.Operation;
import dev.obtaskd.exclusion.MaintenanceType;
import dev.obtaskd.exclusion.TaskScope;
import dev.obtaskd.step.StepKind.Flaw;
import java.util.ArrayList;
import java.util.List;

/** Scope, maintenance type and key are consistent. */
final class ScopeRules {

    private ScopeRules() {}

    static List<Flaw> check(Operation operation) {
        var flaws = new ArrayList<Flaw>();
        var tenant = operation.maintenance() == MaintenanceType.TENANT;
        if (tenant && operation.maintenanceKey() == null) {
            flaws.add(
                    new Flaw(
                            "/maintenance",
                            "maintenance.key: TENANT needs a key, the tenant's name"));
        }
        if (!tenant && operation.maintenanceKey() != null) {
            var found =
                    "maintenance.key: \""
                            + operation.maintenanceKey()
                            + "\" must be omitted for maintenance ";
            flaws.add(
                    new Flaw(
                            "/maintenance/key",
                            found + operation.maintenance() + "; only TENANT has a key"));
        }
        if (tenant && operation.scope() == TaskScope.LOCAL) {
            flaws.add(
                    new Flaw(
                            "/scope", "scope: must be CLUSTER, not LOCAL, for maintenance TENANT"));
        }
        if (operation.maintenance() == MaintenanceType.OBPROXY
                && operation.scope() == TaskScope.CLUSTER) {
            flaws.add(
                    new Flaw(
                            "/scope",
                            "scope: must be LOCAL, not CLUSTER, for maintenance OBPROXY"));
        }
        return flaws;
    }
}
