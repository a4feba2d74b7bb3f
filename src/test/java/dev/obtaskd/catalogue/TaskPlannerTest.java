package dev.obtaskd.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.obtaskd.catalogue.operation.ParameterError;
import dev.obtaskd.exclusion.Claim;
import dev.obtaskd.exclusion.MaintenanceType;
import dev.obtaskd.exclusion.TaskScope;
import dev.obtaskd.id.AgentAddress;
import dev.obtaskd.task.TaskDefinition.Target;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskPlannerTest {

    private static final AgentAddress SELF = new AgentAddress("10.0.0.1", 2887);
    private static final List<AgentAddress> AGENTS =
            List.of(
                    AgentAddress.parse("10.0.0.2:2887"),
                    AgentAddress.parse("10.0.0.1:2887"),
                    AgentAddress.parse("10.0.0.3:2887"));
    private static final String LOCAL =
            OperationExamples.TENANT
                    .replace("scope: CLUSTER", "scope: LOCAL")
                    .replace("{type: TENANT, key: \"${{ params.tenant }}\"}", "{type: GLOBAL}")
                    .replace(
                            "{type: TENANT, name: \"${{ params.tenant }}\"}",
                            "{type: HOST, name: \"${{ agent.ip }}\"}");

    @Test
    void claimsTheTenantOfTheParameters() {
        var plan = plan("{'tenant': 'sales', 'host': '10.0.0.2:2887'}");

        assertThat(plan.claim())
                .isEqualTo(new Claim(TaskScope.CLUSTER, MaintenanceType.TENANT, "sales", null));
        assertThat(plan.target()).isEqualTo(new Target("TENANT", "sales"));
    }

    @Test
    void claimsItsOwnHostForALocalOperation() {
        var plan =
                (TaskPlan)
                        TaskPlanner.plan(
                                OperationExamples.operation(LOCAL),
                                OperationExamples.json("{'tenant': 't', 'host': '10.0.0.1:2887'}"),
                                SELF,
                                AGENTS,
                                List.of());

        assertThat(plan.claim())
                .isEqualTo(
                        new Claim(TaskScope.LOCAL, MaintenanceType.GLOBAL, null, "10.0.0.1:2887"));
        assertThat(plan.target()).isEqualTo(new Target("HOST", "10.0.0.1"));
        assertThat(plan.hosts()).extracting(Object::toString).containsExactly("10.0.0.1:2887");
    }

    @Test
    void resolvesSelfEachAndParameterHosts() {
        var steps =
                plan("{'tenant': 't', 'force': true, 'host': ['10.0.0.3:2887', '10.0.0.2:2887']}")
                        .steps();

        assertThat(steps)
                .extracting(step -> step.hosts().stream().map(AgentAddress::toString).toList())
                .containsExactly(
                        List.of("10.0.0.1:2887"),
                        List.of("10.0.0.1:2887", "10.0.0.2:2887", "10.0.0.3:2887"),
                        List.of("10.0.0.3:2887", "10.0.0.2:2887"));
    }

    @Test
    void usesOnlyTheHostsOfTheRequest() {
        var one =
                OperationExamples.operation(
                        OperationExamples.TENANT.replace(
                                "hosts: \"${{ params.host }}\"", "hosts: one"));
        var plan =
                (TaskPlan)
                        TaskPlanner.plan(
                                one,
                                OperationExamples.json("{'tenant': 't'}"),
                                SELF,
                                AGENTS,
                                List.of("10.0.0.3:2887", "10.0.0.2:2887"));

        assertThat(plan.steps().get(1).hosts())
                .extracting(Object::toString)
                .containsExactly("10.0.0.3:2887", "10.0.0.2:2887");
        assertThat(plan.steps().get(2).hosts())
                .extracting(Object::toString)
                .containsExactly("10.0.0.3:2887");
    }

    @Test
    void omitsStepsWhoseConditionIsFalse() {
        assertThat(plan("{'tenant': 't', 'force': false, 'host': '10.0.0.2:2887'}").steps())
                .extracting(TaskPlan.PlannedStep::runs)
                .containsExactly(true, false, true);
        assertThat(plan("{'tenant': 't', 'force': true, 'host': '10.0.0.2:2887'}").steps())
                .extracting(TaskPlan.PlannedStep::runs)
                .containsExactly(true, true, true);
    }

    @Test
    void refusesAnUnknownHostOfTheRequest() {
        var refused =
                (PlanResult.Refused)
                        TaskPlanner.plan(
                                OperationExamples.tenant(),
                                OperationExamples.json("{'tenant': 't', 'host': '10.0.0.2:2887'}"),
                                SELF,
                                AGENTS,
                                List.of("10.9.9.9:1"));

        assertThat(refused.errors())
                .extracting(
                        ParameterError::field, ParameterError::value, OperationExamples::english)
                .containsExactly(
                        tuple(
                                "hosts",
                                "10.9.9.9:1",
                                "is not an agent that this task can use; known agents:"
                                        + " 10.0.0.1:2887, 10.0.0.2:2887, 10.0.0.3:2887"));
    }

    @Test
    void refusesAnotherHostForALocalOperation() {
        var refused =
                (PlanResult.Refused)
                        TaskPlanner.plan(
                                OperationExamples.operation(LOCAL),
                                OperationExamples.json("{'tenant': 't', 'host': '10.0.0.1:2887'}"),
                                SELF,
                                AGENTS,
                                List.of("10.0.0.2:2887"));

        assertThat(refused.errors()).extracting(ParameterError::field).containsExactly("hosts");
    }

    @Test
    void refusesAnUnknownHostInAParameter() {
        assertThat(errors("{'tenant': 't', 'host': ['10.0.0.2:2887', 'nowhere']}"))
                .extracting(error -> error.field() + " " + error.value())
                .containsExactly("params.host nowhere");
        assertThat(errors("{'tenant': 't', 'host': []}"))
                .extracting(OperationExamples::english)
                .containsExactly("must name an agent");
        assertThat(errors("{'tenant': 't'}"))
                .extracting(ParameterError::field)
                .containsExactly("params.host");
        assertThat(errors("{'tenant': 't', 'host': [7]}"))
                .extracting(ParameterError::value)
                .containsExactly("7");
    }

    @Test
    void doesNotResolveTheHostsOfAnOmittedStep() {
        var yaml =
                OperationExamples.TENANT.replace(
                        "    needs: [prepare]\n",
                        "    needs: [prepare]\n    when: \"${{ params.force }}\"\n");
        var plan =
                (TaskPlan)
                        TaskPlanner.plan(
                                OperationExamples.operation(yaml),
                                OperationExamples.json("{'tenant': 't'}"),
                                SELF,
                                AGENTS,
                                List.of());

        assertThat(plan.steps().get(2).hosts())
                .extracting(Object::toString)
                .containsExactly("10.0.0.1:2887");
    }

    @Test
    void refusesATenantWithoutName() {
        assertThat(errors("{'tenant': ' ', 'host': '10.0.0.2:2887'}"))
                .extracting(
                        ParameterError::field, ParameterError::value, OperationExamples::english)
                .containsExactly(tuple("params.tenant", " ", "must name a tenant"));
    }

    @Test
    void writesAnIpv6AgentInBrackets() {
        assertThat(new AgentAddress("::1", 2887)).hasToString("[::1]:2887");
    }

    private static TaskPlan plan(String params) {
        return (TaskPlan)
                TaskPlanner.plan(
                        OperationExamples.tenant(),
                        OperationExamples.json(params),
                        SELF,
                        AGENTS,
                        List.of());
    }

    private static List<ParameterError> errors(String params) {
        return ((PlanResult.Refused)
                        TaskPlanner.plan(
                                OperationExamples.tenant(),
                                OperationExamples.json(params),
                                SELF,
                                AGENTS,
                                List.of()))
                .errors();
    }
}
