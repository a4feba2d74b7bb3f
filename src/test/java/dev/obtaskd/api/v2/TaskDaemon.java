package dev.obtaskd.api.v2;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A daemon with operations whose steps a test controls, see {@link TaskScript}. */
public class TaskDaemon implements QuarkusTestProfile {

    /** Waits for a word in a file, then ends as it says. */
    private static final String OBEY =
            """
            while [ ! -s "$1/$2" ]; do /bin/sleep 0.02; done
            read -r word <"$1/$2"
            echo "$2: $word"
            if [ "$word" != ok ]; then echo "$2 breaks" >&2; exit 3; fi
            """;

    @Override
    public Map<String, String> getConfigOverrides() {
        try {
            var root = Files.createTempDirectory("obtaskd-tasks");
            var operations = Files.createDirectory(root.resolve("operations"));
            var script = Files.writeString(root.resolve("obey.sh"), OBEY);
            var undo = "{exec: {argv: [/bin/sh, " + script + ", '${{ params.dir }}', undo-%s]}}";
            write(operations, "play.none", "LOCAL", "{type: NONE}", "", undo);
            write(operations, "play.obproxy", "LOCAL", "{type: OBPROXY}", "", undo);
            write(operations, "play.global", "LOCAL", "{type: GLOBAL}", "", undo);
            write(
                    operations,
                    "play.tenant",
                    "CLUSTER",
                    "{type: TENANT, key: '${{ params.tenant }}'}",
                    "",
                    undo);
            write(
                    operations,
                    "play.release",
                    "CLUSTER",
                    "{type: TENANT, key: '${{ params.tenant }}'}",
                    "releaseOnFailure: true",
                    undo);
            write(
                    operations,
                    "play.host",
                    "LOCAL",
                    "{type: GLOBAL}",
                    "releaseOnFailure: true",
                    undo);
            write(
                    operations,
                    "play.cluster",
                    "CLUSTER",
                    "{type: GLOBAL}",
                    "releaseOnFailure: true",
                    undo);
            write(operations, "play.fixed", "LOCAL", "{type: NONE}", "", "none");
            Files.writeString(operations.resolve("echo.yaml"), ECHO);
            Files.writeString(operations.resolve("stubborn.yaml"), STUBBORN);
            Files.writeString(operations.resolve("count.yaml"), COUNT);
            Files.writeString(
                    operations.resolve("broken.yaml"), "operation: play.broken\nsteps: 5\n");
            FileOperations.writeAll(operations);
            TargetOperations.writeAll(operations);
            WaitOperations.writeAll(operations);
            return Map.of(
                    "obtaskd.data-dir",
                    root.resolve("data").toString(),
                    "obtaskd.operations-dir",
                    operations.toString(),
                    "obtaskd.target-links.TENANT",
                    "https://ocp.example/tenant/{name}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(
            Path directory,
            String name,
            String scope,
            String maintenance,
            String more,
            String rollback)
            throws IOException {
        var text =
                """
                operation: %s
                title: {en: Play %s, zh: 演练 %s}
                description: {en: Obeys a test., zh: 听从测试}
                scope: %s
                maintenance: %s
                %s
                target: {type: PLAY, name: "${{ params.dir }}"}
                params:
                  type: object
                  required: [dir]
                  additionalProperties: false
                  properties: {dir: {type: string}, tenant: {type: string, default: t}, more: {type: boolean, default: false}}
                steps:
                """
                        .formatted(name, name, name, scope, maintenance, more);
        var script = directory.resolveSibling("obey.sh");
        Files.writeString(
                directory.resolve(name + ".yaml"),
                text
                        + step("a", "", script, rollback)
                        + step("b", "", script, rollback)
                        + step("c", "when: '${{ params.more }}'", script, rollback));
    }

    private static String step(String id, String more, Path script, String rollback) {
        var allow = rollback.equals("none") ? "{retry: false, skip: false, cancel: false}" : "{}";
        return """
          - id: %s
            title: {en: Step %s, zh: 步骤}
            allow: %s
            %s
            rollback: %s
            run: {exec: {argv: [/bin/sh, %s, '${{ params.dir }}', %s]}}
        """
                .formatted(id, id, allow, more, rollback.formatted(id), script, id)
                .indent(0);
    }

    /** Ignores SIGTERM. */
    private static final String STUBBORN =
            """
            operation: play.stubborn
            title: {en: Stubborn, zh: 顽固}
            description: {en: Ignores SIGTERM., zh: 忽略 SIGTERM}
            scope: LOCAL
            maintenance: {type: NONE}
            params:
              type: object
              required: [dir]
              additionalProperties: false
              properties: {dir: {type: string}}
            steps:
              - id: a
                title: {en: Stay, zh: 停留}
                run:
                  exec: {argv: [/bin/sh, -c, 'trap "" TERM; echo $$ >"$1/pid"; while :; do /bin/sleep 0.1; done', sh, "${{ params.dir }}"]}
            """;

    private static final String COUNT =
            """
            operation: play.count
            title: {en: Count, zh: 计数}
            description: {en: Writes 2500 lines., zh: 写入 2500 行}
            scope: LOCAL
            maintenance: {type: NONE}
            steps:
              - id: count
                title: {en: Count, zh: 计数}
                run: {exec: {argv: [/usr/bin/seq, "2500"]}}
            """;

    private static final String ECHO =
            """
            operation: play.echo
            title: {en: Echo, zh: 回声}
            description: {en: Writes a text to a file., zh: 写入文件}
            scope: LOCAL
            maintenance: {type: NONE}
            params:
              type: object
              required: [text, file]
              additionalProperties: false
              properties: {text: {type: string}, file: {type: string}}
            steps:
              - id: write
                title: {en: Write, zh: 写}
                run:
                  exec: {argv: [/bin/sh, -c, 'printf %s "$1" >"$2"', sh, "${{ params.text }}", "${{ params.file }}"]}
            """;
}
