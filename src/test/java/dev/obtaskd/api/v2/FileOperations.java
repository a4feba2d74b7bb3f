package dev.obtaskd.api.v2;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Operations of {@code file} and {@code wait} steps below a directory that the test chooses. */
public final class FileOperations {

    /**
     * Changes a file in every possible way; the test controls the result of the last step and of
     * its rollback.
     */
    public static final List<String> CHANGES =
            List.of(
                    "write: {path: '${{ params.dir }}/written', content: new}",
                    "write: {path: '${{ params.dir }}/made', content: new}",
                    "copy: {from: '${{ params.dir }}/source', to: '${{ params.dir }}/copied'}",
                    "remove: {path: '${{ params.dir }}/removed'}",
                    "remove: {path: '${{ params.dir }}/removed-link'}",
                    "link: {path: '${{ params.dir }}/link', target: /new}",
                    "link: {path: '${{ params.dir }}/linked-file', target: /new}",
                    "write: {path: '${{ params.dir }}/followed', content: new, follow: true}",
                    "write: {path: '${{ params.dir }}/replaced', content: new}");

    private FileOperations() {}

    static void writeAll(Path operations) throws IOException {
        var obey = operations.resolveSibling("obey.sh");
        write(operations, "file.change", changes() + obeying(obey));
        write(
                operations,
                "file.missing",
                step(
                        "a",
                        "{file: {copy: {from: '${{ params.dir }}/none', to: '${{ params.dir"
                                + " }}/to'}}}",
                        "{file: {restore: {}}}",
                        ""));
        write(
                operations,
                "file.owner",
                step(
                        "a",
                        "{file: {write: {path: '${{ params.dir }}/x', content: a, owner:"
                                + " 'nobody:nosuchgroup'}}}",
                        "noop",
                        ""));
        write(
                operations,
                "file.sum",
                step("a", "{file: {checksum: {path: '${{ params.dir }}/x'}}}", "noop", ""));
        write(
                operations,
                "file.sum-quick",
                step(
                        "a",
                        "{file: {checksum: {path: '${{ params.dir }}/x'}}}",
                        "noop",
                        "timeout: 2s"));
        write(
                operations,
                "file.copy",
                step(
                        "a",
                        "{file: {copy: {from: '${{ params.dir }}/x', to: '${{ params.dir"
                                + " }}/to'}}}",
                        "{file: {restore: {}}}",
                        ""));
        write(
                operations,
                "file.write",
                step(
                        "a",
                        "{file: {write: {path: '${{ params.dir }}/${{ params.name }}', content:"
                                + " new}}}",
                        "{file: {restore: {}}}",
                        ""));
        write(
                operations,
                "wait.process",
                step(
                        "a",
                        "{wait: {for: {process: {pidFile: '${{ params.dir }}/pid'}}, every:"
                                + " 100ms, limit: 2s}}",
                        "noop",
                        ""));
        write(
                operations,
                "wait.file",
                step(
                        "a",
                        "{wait: {for: {file: {path: '${{ params.dir }}/${{ params.name }}'}},"
                                + " every: 100ms, limit: 2s}}",
                        "noop",
                        ""));
    }

    /** The steps of {@link #CHANGES} in a chain. */
    public static String changes() {
        var steps =
                CHANGES.stream()
                        .map(
                                change ->
                                        step(
                                                "s" + CHANGES.indexOf(change),
                                                "{file: {" + change + "}}",
                                                "{file: {restore: {}}}",
                                                ""));
        return steps.collect(Collectors.joining());
    }

    private static String obeying(Path script) {
        var argv = "{exec: {argv: [/bin/sh, " + script + ", '${{ params.dir }}', %s]}}";
        return step("a", argv.formatted("a"), argv.formatted("undo-a"), "");
    }

    public static String step(String id, String run, String rollback, String more) {
        return """
          - id: %s
            title: {en: Step %s, zh: 步骤}
            %s
            run: %s
            rollback: %s
        """
                .formatted(id, id, more, run, rollback)
                .indent(0);
    }

    public static void write(Path directory, String name, String steps) throws IOException {
        Files.writeString(
                directory.resolve(name + ".yaml"),
                """
                operation: %s
                title: {en: Play %s, zh: 演练 %s}
                description: {en: Works with files., zh: 文件}
                scope: LOCAL
                maintenance: {type: NONE}
                params:
                  type: object
                  required: [dir]
                  additionalProperties: false
                  properties: {dir: {type: string}, name: {type: string, default: x}}
                steps:
                """
                                .formatted(name, name, name)
                        + steps);
    }
}
