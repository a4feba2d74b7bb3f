package dev.obtaskd.catalogue.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.catalogue.OperationExamples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateRulesTest {

    private static final String ARGUMENT = "\"${{ params.tenant }}\"]}";

    @Test
    void refusesAnUnknownParameter() {
        assertProblem(
                ARGUMENT,
                "\"${{ params.tenent }}\"]}",
                "x.yaml:20: steps.0.run.exec.argv.2: unknown path \"params.tenent\": the operation"
                        + " has no such parameter");
        assertProblem(
                ARGUMENT,
                "\"${{ params.tenant.name }}\"]}",
                "x.yaml:20: steps.0.run.exec.argv.2: unknown path \"params.tenant.name\": the"
                        + " operation has no such parameter");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "params",
                "param.tenant",
                "env.HOME",
                "steps.prepare.dir",
                "1 + 1",
                "params.tenant | upper",
                "",
                "secret:"
            })
    void refusesAnUnknownPath(String path) {
        assertProblem(
                ARGUMENT,
                "\"${{ " + path + " }}\"]}",
                "x.yaml:20: steps.0.run.exec.argv.2: unknown path \"" + path + "\"");
    }

    @Test
    void refusesAnUnclosedTemplate() {
        assertProblem(
                ARGUMENT,
                "\"${{ params.tenant }\"]}",
                "x.yaml:20: steps.0.run.exec.argv.2: \"${{\" is not closed by \"}}\"");
    }

    @Test
    void refusesTheOutputOfAStepThatIsNotUpstream() {
        assertProblem(
                ARGUMENT,
                "\"${{ steps.change.output.x }}\"]}",
                "x.yaml:20: steps.0.run.exec.argv.2: \"steps.change.output.x\" is not allowed here:"
                        + " it must be an output of a step that this one depends on");
        assertProblem(
                "${{ task.id }}\"}",
                "${{ steps.change.output.x }}\"}",
                "x.yaml:37: steps.2.run.http.url: \"steps.change.output.x\" is not allowed here:"
                        + " it must be an output of a step that this one depends on");
    }

    @Test
    void refusesTheOutputOfAStepInItsOwnRun() {
        assertProblem(
                "steps.prepare.output.dir",
                "steps.change.output.dir",
                "x.yaml:30: steps.1.run.exec.argv.1: \"steps.change.output.dir\" is not allowed"
                        + " here: it must be an output of a step that this one depends on");
    }

    @Test
    void refusesASecretOnACommandLine() {
        assertProblem(
                ARGUMENT,
                "\"${{ secret:token }}\"]}",
                "x.yaml:20: steps.0.run.exec.argv.2: \"secret:token\" is not allowed here:"
                        + " secrets are allowed in env and stdin");
        assertProblem(
                "url: \"http://${{ agent.ip }}",
                "url: \"http://${{ secret:token }}",
                "x.yaml:37: steps.2.run.http.url: \"secret:token\" is not allowed here: ");
    }

    @Test
    void allowsASecretInStdinAndInHeaders() {
        var yaml =
                OperationExamples.TENANT
                        .replace(ARGUMENT, "\"x\"], stdin: \"password=${{ secret:token }}\"}")
                        .replace(
                                "http: {url",
                                "http: {headers: {Authorization: \"Bearer ${{ secret:token }}\"},"
                                        + " url");

        assertThat(OperationExamples.flaws(yaml)).isEmpty();
    }

    @Test
    void allowsOnlyParametersInWhenHostsAndKey() {
        assertProblem(
                "when: \"${{ params.force }}\"",
                "when: \"${{ steps.prepare.output.x }}\"",
                "x.yaml:24: steps.1.when: \"steps.prepare.output.x\" is not allowed here: ");
        assertProblem(
                "hosts: \"${{ params.host }}\"",
                "hosts: \"${{ agent.ip }}\"",
                "x.yaml:34: steps.2.hosts: \"agent.ip\" is not allowed here: its value is not"
                        + " known yet");
        assertProblem(
                "key: \"${{ params.tenant }}\"",
                "key: \"${{ task.id }}\"",
                "x.yaml:5: maintenance.key: \"task.id\" is not allowed here: its value is not"
                        + " known yet");
        assertProblem(
                "name: \"${{ params.tenant }}\"",
                "name: \"${{ task.id }}\"",
                "x.yaml:6: target.name: \"task.id\" is not allowed here: its value is not known"
                        + " yet");
    }

    @Test
    void refusesATemplateInAKey() {
        assertProblem(
                "{TOKEN: ",
                "{\"${{ params.tenant }}\": ",
                "x.yaml:30: steps.1.run.exec.env: a template in the key \"${{ params.tenant }}\";"
                        + " templates are allowed in values only");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[/bin/sh, -c, \"rm ${{ params.tenant }}\"]",
                "[/bin/bash, -ec, \"rm ${{ params.tenant }}\"]",
                "[/usr/bin/env, sh, -c, \"${{ params.tenant }}\"]",
                "[/usr/bin/python3, -c, \"${{ params.tenant }}\"]",
                "[/bin/sh, \"${{ params.tenant }}\"]",
                "[/bin/sh, -e, \"${{ params.tenant }}\", x]",
                "[sh, \"-${{ params.tenant }}\", x]"
            })
    void refusesAValueThatCouldBecomeCode(String argv) {
        assertThat(
                        OperationExamples.flaws(
                                OperationExamples.TENANT.replace(
                                        "[\"/usr/bin/printf\", \"%s\", \"${{ params.tenant }}\"]",
                                        argv)))
                .singleElement()
                .asString()
                .startsWith("x.yaml:20: steps.0.run.exec.argv.")
                .endsWith("could become code; pass the value as a further argument");
    }

    @Test
    void allowsValuesAsFurtherArgumentsOfAScript() {
        var yaml =
                OperationExamples.TENANT.replace(
                        "[\"/usr/bin/printf\", \"%s\", \"${{ params.tenant }}\"]",
                        "[/bin/sh, -c, 'echo \"$1\"', echo, \"${{ params.tenant }}\"]");

        assertThat(OperationExamples.flaws(yaml)).isEmpty();
    }

    private static void assertProblem(String right, String wrong, String message) {
        assertThat(OperationExamples.TENANT).contains(right);
        assertThat(OperationExamples.flaws(OperationExamples.TENANT.replace(right, wrong)))
                .singleElement()
                .asString()
                .startsWith(message);
    }
}
