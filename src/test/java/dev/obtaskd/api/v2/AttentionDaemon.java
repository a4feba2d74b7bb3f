package dev.obtaskd.api.v2;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A daemon with one worker, and steps that fail with a text or wait for a file. */
public class AttentionDaemon extends TaskDaemon {

    private static final String FAILS =
            """
            operation: play.fails
            title: {en: Fails, zh: 失败}
            description: {en: Fails with a text., zh: 以文本失败}
            scope: LOCAL
            maintenance: {type: NONE}
            target: {type: HOST, name: "${{ params.dir }}"}
            params: {type: object, required: [dir, text], additionalProperties: false, properties: {dir: {type: string}, text: {type: string}}}
            steps:
              - id: dial
                title: {en: Dial, zh: 拨号}
                rollback: noop
                run:
                  exec: {argv: [/bin/sh, -c, 'echo start; echo "$1" >&2; exit 17', sh, "${{ params.text }}"]}
            """;

    private static final String WAITS =
            """
            operation: play.waits
            title: {en: Waits, zh: 等待}
            description: {en: Waits for a file., zh: 等待文件}
            scope: LOCAL
            maintenance: {type: NONE}
            params: {type: object, required: [dir], additionalProperties: false, properties: {dir: {type: string}}}
            steps:
              - id: a
                title: {en: Wait, zh: 等待}
                timeout: 10h
                rollback: noop
                run:
                  wait: {for: {file: {path: "${{ params.dir }}/a"}}, every: 1s, limit: 40m}
            """;

    @Override
    public Map<String, String> getConfigOverrides() {
        var settings = new HashMap<>(super.getConfigOverrides());
        var operations = Path.of(settings.get("obtaskd.operations-dir"));
        try {
            Files.writeString(operations.resolve("fails.yaml"), FAILS);
            Files.writeString(operations.resolve("waits.yaml"), WAITS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        settings.put("obtaskd.max-running", "1");
        return settings;
    }
}
