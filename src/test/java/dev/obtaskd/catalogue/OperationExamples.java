package dev.obtaskd.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obtaskd.catalogue.check.OperationCheck;
import dev.obtaskd.catalogue.operation.Operation;
import dev.obtaskd.catalogue.operation.OperationFlaw;
import dev.obtaskd.catalogue.operation.ParameterError;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Operations and JSON for the tests. */
public final class OperationExamples {

    /** A valid operation that uses most of the format; line 1 is {@code operation:}. */
    public static final String TENANT =
            """
            operation: tenant.example
            title: {en: Example, zh: 示例}
            description: {en: Does nothing., zh: 不做任何事}
            scope: CLUSTER
            maintenance: {type: TENANT, key: "${{ params.tenant }}"}
            target: {type: TENANT, name: "${{ params.tenant }}"}
            timeout: 2m
            params:
              type: object
              required: [tenant]
              additionalProperties: false
              properties:
                tenant: {type: string}
                force: {type: boolean, default: false}
                host: {type: [string, array]}
            steps:
              - id: prepare
                title: {en: Prepare, zh: 准备}
                run:
                  exec: {argv: ["/usr/bin/printf", "%s", "${{ params.tenant }}"]}
              - id: change
                title: {en: Change, zh: 变更}
                hosts: each
                when: "${{ params.force }}"
                timeout: 5s
                retries: {times: 2, delay: 3s}
                allow: {skip: false}
                onRestart: rerun
                run:
                  exec: {argv: [/bin/true, "${{ steps.prepare.output.dir }}"], env: {TOKEN: "${{ secret:token }}"}}
                rollback: noop
              - id: finish
                title: {en: Finish, zh: 完成}
                hosts: "${{ params.host }}"
                needs: [prepare]
                run:
                  http: {url: "http://${{ agent.ip }}:${{ agent.port }}/${{ task.id }}"}
                rollback:
                  exec: {argv: [/bin/rm, "${{ steps.finish.output.file }}"]}
            """;

    private OperationExamples() {}

    public static Operation tenant() {
        return operation(TENANT);
    }

    public static Operation operation(String yaml) {
        var checked =
                new OperationCheck(FakeKind.KINDS)
                        .check("example.yaml", yaml.getBytes(StandardCharsets.UTF_8));
        if (!checked.flaws().isEmpty()) {
            throw new AssertionError(checked.flaws().toString());
        }
        return Objects.requireNonNull(checked.operation());
    }

    /** The problems found in an operation file. */
    public static List<String> flaws(String yaml) {
        var checked =
                new OperationCheck(FakeKind.KINDS)
                        .check("x.yaml", yaml.getBytes(StandardCharsets.UTF_8));
        return checked.flaws().stream().map(OperationFlaw::toString).toList();
    }

    /** JSON written with single quotes. */
    public static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** The message of an error in English. */
    public static String english(ParameterError error) {
        return error.message().en();
    }
}
