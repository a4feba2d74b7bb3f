package dev.obtaskd.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;

/** The operations that are measured. */
final class BenchOperations {

    static final int CHAIN = 10;

    private static final String HEAD =
            """
            operation: %s
            title: {en: Measured, zh: 测量}
            description: {en: Measured, zh: 测量}
            scope: LOCAL
            maintenance: {type: NONE}
            steps:
            """;

    private BenchOperations() {}

    /** Writes an operation that is a chain of identical steps; returns its name. */
    static String chain(Path directory, String name, int steps, String run) throws IOException {
        return chain(directory, name, Collections.nCopies(steps, run));
    }

    /** Writes a chain of steps that do one thing each. */
    static String chain(Path directory, String name, List<String> runs) throws IOException {
        var yaml = new StringBuilder(HEAD.formatted(name));
        for (int i = 1; i <= runs.size(); i++) {
            yaml.append(
                    "  - id: s%d\n    title: {en: Step, zh: 步骤}\n    run: %s\n"
                            .formatted(i, runs.get(i - 1)));
            yaml.append(i == 1 ? "" : "    needs: [s%d]\n".formatted(i - 1));
        }
        write(directory, name, yaml.toString());
        return name;
    }

    /**
     * Writes an operation whose only step is omitted, so that its tasks end as soon as they are
     * stored.
     */
    static String nothing(Path directory, String name) throws IOException {
        write(
                directory,
                name,
                HEAD.formatted(name)
                        + """
                          - id: s1
                            title: {en: Step, zh: 步骤}
                            when: "${{ params.wanted }}"
                            run: {wait: {for: {file: {path: /tmp}}, limit: 60s}}
                        params: {type: object, properties: {wanted: {type: boolean, default: false}}}
                        """);
        return name;
    }

    private static void write(Path directory, String name, String yaml) throws IOException {
        var file = Files.createDirectories(directory).resolve(name + ".yaml");
        Files.writeString(file, yaml);
        for (var path : List.of(directory, file)) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        }
    }
}
