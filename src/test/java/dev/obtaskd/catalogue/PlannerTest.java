package dev.obtaskd.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.exclusion.Claim;
import dev.obtaskd.exclusion.Maintenance;
import dev.obtaskd.exclusion.Scope;
import dev.obtaskd.task.Origin.Target;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlannerTest {

    private static final Agent SELF = new Agent("10.0.0.1", 2887);
    private static final List<String> AGENTS = List.of("10.0.0.2:2887", "10.0.0.1:2887", "10.0.0.3:2887");
    private static final String LOCAL = Examples.TENANT
            .replace("scope: CLUSTER", "scope: LOCAL")
            .replace("{type: TENANT, key: \"${{ params.tenant }}\"}", "{type: GLOBAL}")
            .replace("{type: TENANT, name: \"${{ params.tenant }}\"}", "{type: HOST, name: \"${{ agent.ip }}\"}");

    @Test
    void claimsTheTenantThatTheParametersName() {
        var plan = plan("{'tenant': 'sales', 'host': '10.0.0.2:2887'}");

        assertThat(plan.claim()).isEqualTo(new Claim(Scope.CLUSTER, Maintenance.TENANT, "sales", null));
        assertThat(plan.target()).isEqualTo(new Target("TENANT", "sales"));
    }

    @Test
    void claimsItsOwnHostForALocalOperation() {
        var plan = (Plan) Planner.plan(
                Examples.operation(LOCAL), Examples.json("{'tenant': 't', 'host': '10.0.0.1:2887'}"), SELF, AGENTS, List.of());

        assertThat(plan.claim()).isEqualTo(new Claim(Scope.LOCAL, Maintenance.GLOBAL, null, "10.0.0.1:2887"));
        assertThat(plan.target()).isEqualTo(new Target("HOST", "10.0.0.1"));
        assertThat(plan.hosts()).containsExactly("10.0.0.1:2887");
    }

    @Test
    void resolvesSelfEachAndParameterHosts() {
        var steps = plan("{'tenant': 't', 'force': true, 'host': ['10.0.0.3:2887', '10.0.0.2:2887']}").steps();

        assertThat(steps).extracting(Plan.PlannedStep::hosts).containsExactly(
                List.of("10.0.0.1:2887"),
                List.of("10.0.0.1:2887", "10.0.0.2:2887", "10.0.0.3:2887"),
                List.of("10.0.0.3:2887", "10.0.0.2:2887"));
    }

    @Test
    void usesOnlyTheHostsThatTheRequestNames() {
        var one = Examples.operation(Examples.TENANT.replace("hosts: \"${{ params.host }}\"", "hosts: one"));
        var plan = (Plan) Planner.plan(one, Examples.json("{'tenant': 't'}"), SELF, AGENTS, List.of("10.0.0.3:2887", "10.0.0.2:2887"));

        assertThat(plan.steps().get(1).hosts()).containsExactly("10.0.0.3:2887", "10.0.0.2:2887");
        assertThat(plan.steps().get(2).hosts()).containsExactly("10.0.0.3:2887");
    }

    @Test
    void leavesOutTheStepsWhoseConditionDoesNotHold() {
        assertThat(plan("{'tenant': 't', 'force': false, 'host': '10.0.0.2:2887'}").steps())
                .extracting(Plan.PlannedStep::runs).containsExactly(true, false, true);
        assertThat(plan("{'tenant': 't', 'force': true, 'host': '10.0.0.2:2887'}").steps())
                .extracting(Plan.PlannedStep::runs).containsExactly(true, true, true);
    }

    @Test
    void refusesAnUnknownHostOfTheRequest() {
        var refused = (Planned.Refused) Planner.plan(
                Examples.tenant(), Examples.json("{'tenant': 't', 'host': '10.0.0.2:2887'}"), SELF, AGENTS, List.of("10.9.9.9:1"));

        assertThat(refused.errors()).containsExactly(new FieldError("hosts", "10.9.9.9:1",
                "is no agent that this task can use; there is 10.0.0.1:2887, 10.0.0.2:2887, 10.0.0.3:2887"));
    }

    @Test
    void refusesAnotherHostForALocalOperation() {
        var refused = (Planned.Refused) Planner.plan(
                Examples.operation(LOCAL), Examples.json("{'tenant': 't', 'host': '10.0.0.1:2887'}"), SELF, AGENTS, List.of("10.0.0.2:2887"));

        assertThat(refused.errors()).extracting(FieldError::field).containsExactly("hosts");
    }

    @Test
    void refusesAnUnknownHostInAParameter() {
        assertThat(errors("{'tenant': 't', 'host': ['10.0.0.2:2887', 'nowhere']}"))
                .extracting(error -> error.field() + " " + error.value()).containsExactly("params.host nowhere");
        assertThat(errors("{'tenant': 't', 'host': []}")).extracting(FieldError::message).containsExactly("must name an agent");
        assertThat(errors("{'tenant': 't'}")).extracting(FieldError::field).containsExactly("params.host");
        assertThat(errors("{'tenant': 't', 'host': [7]}")).extracting(FieldError::value).containsExactly("7");
    }

    @Test
    void doesNotAskWhereAStepThatIsLeftOutWouldRun() {
        var yaml = Examples.TENANT.replace("    needs: [prepare]\n", "    needs: [prepare]\n    when: \"${{ params.force }}\"\n");
        var plan = (Plan) Planner.plan(Examples.operation(yaml), Examples.json("{'tenant': 't'}"), SELF, AGENTS, List.of());

        assertThat(plan.steps().get(2).hosts()).containsExactly("10.0.0.1:2887");
    }

    @Test
    void refusesATenantWithoutName() {
        assertThat(errors("{'tenant': ' ', 'host': '10.0.0.2:2887'}"))
                .containsExactly(new FieldError("params.tenant", " ", "must name a tenant"));
    }

    @Test
    void writesAnIpv6AgentInBrackets() {
        assertThat(new Agent("::1", 2887).address()).isEqualTo("[::1]:2887");
    }

    private static Plan plan(String params) {
        return (Plan) Planner.plan(Examples.tenant(), Examples.json(params), SELF, AGENTS, List.of());
    }

    private static List<FieldError> errors(String params) {
        return ((Planned.Refused) Planner.plan(Examples.tenant(), Examples.json(params), SELF, AGENTS, List.of())).errors();
    }
}
