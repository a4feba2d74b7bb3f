package dev.obtaskd.catalogue.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.catalogue.OperationExamples;
import org.junit.jupiter.api.Test;

class OperationCheckTest {

    @Test
    void acceptsAValidFile() {
        assertThat(OperationExamples.flaws(OperationExamples.TENANT)).isEmpty();
    }

    @Test
    void namesAnUnknownKey() {
        assertProblem(
                "    hosts: each",
                "    host: each",
                "x.yaml:23: steps.1.host: \"each\" is not known");
    }

    @Test
    void namesAMissingKey() {
        assertProblem("scope: CLUSTER\n", "", "x.yaml:1: scope: is required");
    }

    @Test
    void namesAWrongValue() {
        assertProblem(
                "scope: CLUSTER",
                "scope: GLOBAL",
                "x.yaml:4: scope: \"GLOBAL\" must be one of [\"LOCAL\", \"CLUSTER\"]");
        assertProblem(
                "timeout: 5s", "timeout: soon", "x.yaml:25: steps.1.timeout: \"soon\" must match");
        assertProblem(
                "timeout: 5s", "timeout: 0s", "x.yaml:25: steps.1.timeout: \"0s\" must match");
        assertProblem(
                "timeout: 5s",
                "timeout: 5",
                "x.yaml:25: steps.1.timeout: 5 must be of type string, but is of type integer");
        assertProblem(
                "operation: tenant.example",
                "operation: Tenant",
                "x.yaml:1: operation: \"Tenant\" must match");
        assertProblem(
                "rollback: noop",
                "rollback: never",
                "x.yaml:31: steps.1.rollback: \"never\" must be one of");
        assertProblem(
                "when: \"${{ params.force }}\"",
                "when: \"always\"",
                "x.yaml:24: steps.1.when: \"always\" must match");
    }

    @Test
    void refusesATitleLongerThanTheStoreKeeps() {
        assertProblem(
                "{en: Example,", "{en: " + "x".repeat(501) + ",", "x.yaml:2: title.en: \"xxx");
        assertThat(
                        OperationExamples.flaws(
                                OperationExamples.TENANT.replace(
                                        "{en: Example,", "{en: " + "x".repeat(500) + ",")))
                .isEmpty();
    }

    @Test
    void refusesTwoActionsInOneStep() {
        assertProblem(
                "    run:\n      http:",
                "    run:\n      exec: {}\n      http:",
                "x.yaml:36: steps.2.run: must have at most 1 properties");
    }

    @Test
    void reportsAnUnreadableFile() {
        assertThat(OperationExamples.flaws("a: ["))
                .singleElement()
                .asString()
                .startsWith("x.yaml:1: not YAML: ");
    }

    @Test
    void refusesAnUnknownStepKind() {
        assertProblem(
                "      http: {url",
                "      htpp: {url",
                "x.yaml:37: unknown step kind \"htpp\"; there is exec, http");
    }

    @Test
    void reportsTheProblemsThatAStepKindFinds() {
        assertProblem(
                "{argv: [\"/usr/bin/printf\", \"%s\", \"${{ params.tenant }}\"]}",
                "{argv: date}", "x.yaml:20: steps.0.run.exec.argv: \"date\" is no array");
    }

    @Test
    void refusesTwoStepsWithOneId() {
        assertProblem("id: change", "id: prepare", "x.yaml:21: two steps have the id \"prepare\"");
    }

    @Test
    void refusesAnUnknownDependency() {
        assertProblem(
                "needs: [prepare]",
                "needs: [prepared]",
                "x.yaml:35: step \"finish\" needs the unknown step \"prepared\"");
    }

    @Test
    void refusesADependencyCycle() {
        var yaml =
                OperationExamples.TENANT
                        .replace("    hosts: each\n", "    needs: [finish]\n")
                        .replace("needs: [prepare]", "needs: [change]");

        assertThat(OperationExamples.flaws(yaml))
                .containsExactly("x.yaml:16: dependency cycle among steps change, finish");
    }

    @Test
    void refusesATenantTaskWithoutKey() {
        assertProblem(
                ", key: \"${{ params.tenant }}\"}",
                "}",
                "x.yaml:5: maintenance.key: TENANT needs a key, the tenant's name");
    }

    @Test
    void refusesAKeyWithoutTenant() {
        assertProblem(
                "type: TENANT, key",
                "type: GLOBAL, key",
                "x.yaml:5: maintenance.key: \"${{ params.tenant }}\" must be omitted for"
                        + " maintenance GLOBAL; only TENANT has a key");
    }

    @Test
    void refusesScopesThatDoNotMatchTheMaintenance() {
        assertProblem(
                "scope: CLUSTER",
                "scope: LOCAL",
                "x.yaml:4: scope: must be CLUSTER, not LOCAL, for maintenance TENANT");
        assertProblem(
                "{type: TENANT, key: \"${{ params.tenant }}\"}",
                "{type: OBPROXY}",
                "x.yaml:4: scope: must be LOCAL, not CLUSTER, for maintenance OBPROXY");
    }

    @Test
    void refusesAnInvalidParameterSchema() {
        assertProblem(
                "tenant: {type: string}",
                "tenant: {minLength: -1}",
                "x.yaml:13: params.properties.tenant.minLength: ");
        assertProblem(
                "tenant: {type: string}",
                "tenant: {pattern: '['}",
                "x.yaml:13: params.properties.tenant.pattern: the pattern cannot be used: a [ is"
                        + " not closed");
        assertProblem(
                "tenant: {type: string}",
                "tenant: {pattern: '^(?!root)'}",
                "x.yaml:13: params.properties.tenant.pattern: the pattern cannot be used:"
                        + " lookahead");
        assertProblem(
                "tenant: {type: string}",
                "tenant: {pattern: '(a)\\1'}",
                "x.yaml:13: params.properties.tenant.pattern: the pattern cannot be used: the back"
                        + " reference");
        assertProblem(
                "tenant: {type: string}",
                "tenant: {pattern: '((a{1000}){1000}){1000}'}",
                "x.yaml:13: params.properties.tenant.pattern: the pattern cannot be used: it is too"
                        + " large");
        assertProblem(
                "tenant: {type: string}",
                "tenant: {format: dates}",
                "x.yaml:13: params.properties.tenant.format: unknown format \"dates\"; known are"
                        + " date");
        assertProblem(
                "params:\n  type: object",
                "params:\n  type: array",
                "x.yaml:8: params.type: must be object");
        assertProblem(
                "tenant: {type: string}",
                "tenant: {$ref: 'http://example.com/x'}",
                "x.yaml:13: params.properties.tenant.$ref: \"http://example.com/x\" must start with"
                        + " #/$defs/");
        assertProblem(
                "params:\n",
                "params:\n  $schema: http://json-schema.org/draft-07/schema#\n",
                "x.yaml:9: params.$schema: must be omitted; the dialect is 2020-12");
        assertProblem(
                "tenant: {type: string}", "tenant: {$ref: '#/$defs/none'}", "x.yaml:8: params: ");
    }

    @Test
    void refusesAParameterSchemaThatRefersToItself() {
        assertProblem(
                "tenant: {type: string}",
                "tenant: {$ref: '#'}",
                "x.yaml:13: params.properties.tenant.$ref: \"#\" must start with #/$defs/");
        assertProblem(
                "params:\n",
                "params:\n"
                    + "  $defs: {a: {$ref: '#/$defs/b'}, b: {items: {$ref: '#/$defs/c'}}, c: {$ref:"
                    + " '#/$defs/c/x'}}\n",
                "x.yaml:9: params.$defs.c: refers to itself");
        assertThat(
                        OperationExamples.flaws(
                                OperationExamples.TENANT
                                        .replace(
                                                "params:\n",
                                                "params:\n"
                                                        + "  $defs: {name: {type: string}, names:"
                                                        + " {items: {$ref: '#/$defs/name'}}}\n")
                                        .replace(
                                                "tenant: {type: string}",
                                                "tenant: {$ref: '#/$defs/name'}")))
                .isEmpty();
    }

    @Test
    void refusesADefaultThatViolatesItsSchema() {
        assertProblem(
                "default: false",
                "default: maybe",
                "x.yaml:14: params.properties.force.default: \"maybe\" must be of type boolean,"
                        + " but is of type string");
    }

    @Test
    void reportsSeveralProblemsInTheOrderOfTheirLines() {
        var yaml =
                OperationExamples.TENANT
                        .replace("needs: [prepare]", "needs: [missing]")
                        .replace("scope: CLUSTER", "scope: LOCAL");

        assertThat(OperationExamples.flaws(yaml)).hasSize(2);
        assertThat(OperationExamples.flaws(yaml).getFirst()).startsWith("x.yaml:4: ");
        assertThat(OperationExamples.flaws(yaml).getLast()).startsWith("x.yaml:35: ");
    }

    private static void assertProblem(String right, String wrong, String message) {
        assertThat(OperationExamples.TENANT).contains(right);
        assertThat(OperationExamples.flaws(OperationExamples.TENANT.replace(right, wrong)))
                .singleElement()
                .asString()
                .startsWith(message);
    }
}
