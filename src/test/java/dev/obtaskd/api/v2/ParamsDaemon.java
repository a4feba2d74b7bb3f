package dev.obtaskd.api.v2;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

/** A daemon with an operation whose programs write down their parameter. */
public class ParamsDaemon implements QuarkusTestProfile {

    /** The second step fails while {@code size} is {@code bad}. Each program appends a line. */
    private static final String OPERATION =
            """
            operation: test.params
            title: {en: Params, zh: 参数}
            description: {en: Writes its parameters., zh: 写参数}
            scope: CLUSTER
            maintenance: {type: TENANT, key: "${{ params.tenant }}"}
            target: {type: TENANT, name: "${{ params.label }}"}
            params:
              type: object
              required: [file, tenant, size]
              additionalProperties: false
              properties:
                file: {type: string}
                tenant: {type: string}
                label: {type: string, default: none}
                size: {type: string, maxLength: 20}
                color: {type: string, default: red}
                more: {type: boolean, default: false}
                host: {type: string, default: "127.0.0.1:2887"}
                key: {type: string, writeOnly: true, default: k0}
                deep: {type: object, properties: {a: {type: integer}, b: {type: integer}}}
            steps:
              - id: first
                title: {en: First, zh: 一}
                run: {exec: {argv: [/bin/sh, -c, 'echo "first $1" >>"$2"; echo "was=$1" >>"$OBTASKD_OUTPUT"', sh, "${{ params.size }}", "${{ params.file }}"]}}
                rollback: {exec: {argv: [/bin/sh, -c, 'echo "undo first $1 $2" >>"$3"', sh, "${{ params.size }}", "${{ steps.first.output.was }}", "${{ params.file }}"]}}
              - id: second
                title: {en: Second, zh: 二}
                run: {exec: {argv: [/bin/sh, -c, 'echo "second $1 $2" >>"$3"; [ "$1" != bad ]', sh, "${{ params.size }}", "${{ params.color }}", "${{ params.file }}"]}}
                rollback: {exec: {argv: [/bin/sh, -c, 'echo "undo second $1" >>"$2"; [ ! -e "$2.stop" ]', sh, "${{ params.size }}", "${{ params.file }}"]}}
              - id: third
                title: {en: Third, zh: 三}
                when: "${{ params.more }}"
                run: {exec: {argv: [/bin/true]}}
                rollback: noop
              - id: fourth
                title: {en: Fourth, zh: 四}
                needs: [second]
                hosts: "${{ params.host }}"
                run: {exec: {argv: [/bin/sh, -c, '[ "$1" != blue ]', sh, "${{ params.color }}"]}}
                rollback: noop
            """;

    @Override
    public Map<String, String> getConfigOverrides() {
        try {
            var root = Files.createTempDirectory("obtaskd-params");
            var operations = Files.createDirectory(root.resolve("operations"));
            Files.writeString(operations.resolve("params.yaml"), OPERATION);
            return Map.of(
                    "obtaskd.data-dir",
                    root.resolve("data").toString(),
                    "obtaskd.agent.port",
                    "2887",
                    "obtaskd.operations-dir",
                    operations.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
