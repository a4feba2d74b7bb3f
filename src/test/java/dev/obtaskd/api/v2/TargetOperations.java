package dev.obtaskd.api.v2;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Operations with targets; some create and remove a tenant. */
final class TargetOperations {

    private TargetOperations() {}

    static void writeAll(Path operations) throws IOException {
        write(operations, "tenant.create", "TENANT", "");
        write(operations, "tenant.drop", "TENANT", ", removes: true");
        write(operations, "host.check", "HOST", "");
        write(operations, "proxy.check", "PROXY", "");
    }

    private static void write(Path directory, String name, String type, String more)
            throws IOException {
        Files.writeString(
                directory.resolve(name + ".yaml"),
                """
                operation: %s
                title: {en: Change, zh: 变更}
                description: {en: Changes it., zh: 变更}
                scope: LOCAL
                maintenance: {type: NONE}
                target: {type: %s, name: "${{ params.name }}"%s}
                params:
                  type: object
                  additionalProperties: false
                  properties: {name: {type: string}, code: {type: string, default: "0"}}
                steps:
                  - id: change
                    title: {en: Change, zh: 变更}
                    run: {exec: {argv: [/bin/sh, -c, 'exit "$1"', sh, "${{ params.code }}"]}}
                """
                        .formatted(name, type, more));
    }
}
