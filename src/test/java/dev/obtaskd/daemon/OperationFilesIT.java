package dev.obtaskd.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Operation files that cannot work are disabled when they are loaded; for possibly dangerous ones
 * the daemon logs a warning.
 */
class OperationFilesIT {

    private static final String OPERATION =
            """
            operation: %s
            title: {en: Site, zh: 站点}
            description: {en: An operation of the site., zh: 站点操作}
            scope: LOCAL
            maintenance: {type: NONE}
            params:
              type: object
              additionalProperties: false
              properties: {name: %s}
            steps:
              - id: run
                title: {en: Run, zh: 运行}
                run: %s
            """;
    private static final String TEXT = "{type: string, default: x}";

    /** Requests that the HTTP step can never send, by the field that the reason names. */
    private static final Map<String, String> CALLS =
            Map.of(
                    "steps.0.run.http.headers.Host",
                            "{http: {url: 'http://127.0.0.1:9/', headers: {Host: other}}}",
                    "steps.0.run.http.method", "{http: {url: 'http://127.0.0.1:9/', method: post}}",
                    "steps.0.run.http.url", "{http: {url: 'http://user:password@127.0.0.1:9/'}}");

    /** Parameter schemas that cannot be applied, by the end of the reason. */
    private static final Map<String, String> SCHEMAS =
            Map.of(
                    "pattern: the pattern cannot be used: lookahead",
                            "{type: string, pattern: '^(?!root)'}",
                    "pattern: the pattern cannot be used: the back reference",
                            "{type: string, pattern: '(a)\\1'}",
                    "format: unknown format \"dates\"", "{type: string, format: dates}");

    private static final Map<String, String> CODE =
            Map.of(
                    "perl", "[/usr/bin/perl, -e, '${{ params.name }}']",
                    "node", "[/usr/bin/node, --eval, '${{ params.name }}']",
                    "awk", "[/usr/bin/awk, '${{ params.name }}']",
                    "env", "[/usr/bin/env, -S, '${{ params.name }}']",
                    "su", "[/bin/su, admin, --command, '${{ params.name }}']",
                    "ssh", "[/usr/bin/ssh, host, '${{ params.name }}']");

    @TempDir Path directory;

    @Test
    void disablesInvalidOperationsWithTheReason() throws Exception {
        var operations = Files.createDirectory(directory.resolve("operations"));
        var names = new TreeMap<String, String>();
        CALLS.forEach(
                (field, run) ->
                        names.put(write(operations, "call" + names.size(), TEXT, run), field));
        SCHEMAS.forEach(
                (reason, schema) ->
                        names.put(
                                write(
                                        operations,
                                        "schema" + names.size(),
                                        schema,
                                        "{exec: {argv: [/bin/true]}}"),
                                reason));
        var daemon = new DaemonProcess(directory.resolve("data"), operations).start();
        for (var name : names.entrySet()) {
            var answer =
                    daemon.post(
                            "/api/v2/tasks",
                            "{\"operation\": \"" + name.getKey() + "\", \"params\": {}}");
            assertThat(answer.status()).as("%s: %s", name, answer.text()).isEqualTo(404);
            assertThat(answer.body().get("code").asText()).isEqualTo("operation.unknown");
            assertThat(answer.body().get("detail").asText())
                    .contains(name.getKey() + " is disabled: ", name.getValue());
        }
        daemon.stop();
    }

    @Test
    void warnsAboutTemplatesThatMayBecomeCode() throws Exception {
        var operations = Files.createDirectory(directory.resolve("operations"));
        CODE.forEach(
                (name, argv) ->
                        write(operations, "code." + name, TEXT, "{exec: {argv: " + argv + "}}"));
        write(
                operations,
                "code.none",
                TEXT,
                "{exec: {argv: [/usr/bin/printf, '%s', '${{ params.name }}']}}");
        var daemon = new DaemonProcess(directory.resolve("data"), operations).start();
        assertThat(daemon.all("/api/v2/operations"))
                .extracting(operation -> operation.get("name").asText())
                .contains(
                        "code.perl",
                        "code.node",
                        "code.awk",
                        "code.env",
                        "code.su",
                        "code.ssh",
                        "code.none");
        daemon.stop();
        var said = Files.readString(daemon.output());
        for (var name : CODE.keySet()) {
            assertThat(said).contains("operation code." + name + " has a warning: ");
        }
        assertThat(said).doesNotContain("operation code.none ");
    }

    private static String write(Path operations, String name, String schema, String run) {
        var operation = name.contains(".") ? name : "site." + name;
        try {
            Files.writeString(
                    operations.resolve(operation + ".yaml"),
                    OPERATION.formatted(operation, schema, run));
            return operation;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
