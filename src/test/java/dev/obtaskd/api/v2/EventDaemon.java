package dev.obtaskd.api.v2;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A {@link TaskDaemon} whose event streams have short times. */
public class EventDaemon extends TaskDaemon {

    /** Its only step is left out: such a task ends when it is created. */
    private static final String NOTHING =
            """
            operation: play.nothing
            title: {en: Nothing, zh: 无}
            description: {en: Does nothing., zh: 什么都不做}
            scope: LOCAL
            maintenance: {type: NONE}
            params: {type: object, properties: {wanted: {type: boolean, default: false}}}
            steps:
              - id: nothing
                title: {en: Nothing, zh: 无}
                when: "${{ params.wanted }}"
                run: {exec: {argv: [/bin/true]}}
            """;

    /** Copies a pipe to its log. */
    private static final String WRITER =
            """
            operation: play.writer
            title: {en: Writer, zh: 写}
            description: {en: Writes., zh: 写}
            scope: LOCAL
            maintenance: {type: NONE}
            params:
              type: object
              required: [dir]
              additionalProperties: false
              properties: {dir: {type: string}}
            steps:
              - id: write
                title: {en: Write, zh: 写}
                run: {exec: {argv: [/bin/sh, -c, 'mkfifo "$1/in" && exec cat "$1/in"', sh, "${{ params.dir }}"]}}
            """;

    /** Writes until it is terminated. */
    private static final String FLOOD =
            """
            operation: play.flood
            title: {en: Flood, zh: 洪水}
            description: {en: Writes much., zh: 写很多}
            scope: LOCAL
            maintenance: {type: NONE}
            params: {type: object}
            steps:
              - id: flood
                title: {en: Flood, zh: 洪水}
                rollback: noop
                run: {exec: {argv: [/bin/sh, -c, 'while :; do head -c 400000 /dev/zero | tr "\\\\0" x | fold -w 400; sleep 0.3; done']}}
            """;

    @Override
    public Map<String, String> getConfigOverrides() {
        var overrides = new HashMap<>(super.getConfigOverrides());
        try {
            var operations = Path.of(overrides.get("obtaskd.operations-dir"));
            Files.writeString(operations.resolve("nothing.yaml"), NOTHING);
            Files.writeString(operations.resolve("writer.yaml"), WRITER);
            Files.writeString(operations.resolve("flood.yaml"), FLOOD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        overrides.put("obtaskd.events.keep-alive", "1s");
        overrides.put("obtaskd.events.idle", "4s");
        overrides.put("obtaskd.session.idle", "3s");
        return overrides;
    }
}
