package dev.obtaskd.api.v2;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An operation whose steps all wait. */
final class WaitOperations {

    private static final String WAITS =
            """
            operation: texts.waits
            title: {en: Waits, zh: 等待}
            description: {en: Waits., zh: 等待}
            scope: LOCAL
            maintenance: {type: NONE}
            params:
              type: object
              required: [dir]
              additionalProperties: false
              properties: {dir: {type: string}}
            steps:
            """;

    private static final String STEP =
            """
              - id: %s
                title: {en: Wait, zh: 等待}
                needs: []
                rollback: noop
                run: {wait: {for: {%s}, every: 1s, limit: 40m}}
            """;

    private static final String RETRIES =
            """
              - id: fails
                title: {en: Fail, zh: 失败}
                needs: []
                rollback: noop
                retries: {times: 3, delay: 10m}
                run: {exec: {argv: [/bin/false]}}
              - id: later
                title: {en: Later, zh: 稍后}
                needs: [tcp]
                rollback: noop
                run: {exec: {argv: [/bin/true]}}
            """;

    private WaitOperations() {}

    static void writeAll(Path operations) throws IOException {
        var text =
                WAITS
                        + STEP.formatted("tcp", "tcp: '127.0.0.1:1'")
                        + STEP.formatted("http", "http: {url: 'http://127.0.0.1:1/'}")
                        + STEP.formatted("pid", "process: {pid: 9999999}")
                        + STEP.formatted("pidfile", "process: {pidFile: /no/pid}")
                        + STEP.formatted("file", "file: {path: /no/file}")
                        + STEP.formatted("gone", "file: {path: /, exists: false}")
                        + RETRIES;
        Files.writeString(operations.resolve("texts.waits.yaml"), text);
    }
}
