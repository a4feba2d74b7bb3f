package dev.obtaskd.daemon.storm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The operations of the storm, one for each kind of claim: three programs in a chain, each with a
 * rollback, which leave marks. The parameters of the task determine how often the middle one fails
 * and how long it takes.
 */
final class StormOperations {

    /** The steps in order. */
    static final List<String> STEPS = List.of("a", "b", "c");

    /**
     * A running program holds two locks until it exits, one of its task and one of its claim; an
     * attempt that finds one taken reports it and continues. Attempts up to number "fails" fail.
     */
    private static final String PROGRAM =
            """
            marks=$1 locks=$2 name=$3 claim=$4 step=$5 fails=$6 nap=$7 what=$8
            attempt=${OBTASKD_FILES%/*}; no=${attempt##*.}
            exec 8>>"$marks/$name"
            say() { echo "$1 $what $step $no" >&8; }
            say begin
            flock -n 8 || say beside
            if [ "$claim" != none ]; then
              exec 9>>"$locks/$claim"
              flock -n 9 || say conflict
            fi
            sleep "$nap"
            [ "$no" -gt "$fails" ] || exit 1
            say end
            """;

    private final Path directory;

    private StormOperations(Path directory) {
        this.directory = directory;
    }

    /** Writes all files. */
    static StormOperations in(Path directory) throws IOException {
        var site = new StormOperations(directory);
        Files.createDirectory(site.marks());
        Files.createDirectory(directory.resolve("locks"));
        Files.createDirectory(site.operations());
        Files.writeString(directory.resolve("storm.sh"), PROGRAM);
        site.operation("none", "scope: LOCAL\nmaintenance: {type: NONE}", "none");
        site.operation("global", "scope: LOCAL\nmaintenance: {type: GLOBAL}", "global");
        site.operation(
                "tenant",
                "scope: CLUSTER\nmaintenance: {type: TENANT, key: \"${{ params.tenant }}\"}",
                "${{ params.tenant }}");
        return site;
    }

    Path operations() {
        return directory.resolve("operations");
    }

    /** The file of a task, named by its parameter {@code name}. */
    Path marks() {
        return directory.resolve("marks");
    }

    private void operation(String name, String scope, String claim) throws IOException {
        var yaml =
                new StringBuilder(
                        """
                        operation: storm.%s
                        title: {en: Storm, zh: 风暴}
                        description: {en: Leaves marks., zh: 留下标记}
                        %s
                        params:
                          type: object
                          required: [name, fails, nap, tenant]
                          additionalProperties: false
                          properties: {name: {type: string}, fails: {type: string}, nap: {type: string}, tenant: {type: string}}
                        steps:
                        """
                                .formatted(name, scope));
        for (var step : STEPS) {
            var asked = step.equals("b");
            yaml.append(
                    """
                      - id: %1$s
                        title: {en: Mark, zh: 标记}
                        run: {exec: {argv: [%2$s, run]}}
                        rollback: {exec: {argv: [%2$s, undo]}}
                    """
                            .formatted(
                                    step,
                                    argv(
                                            claim,
                                            step,
                                            asked ? "${{ params.fails }}" : "0",
                                            asked ? "${{ params.nap }}" : "0.1")));
        }
        Files.writeString(operations().resolve(name + ".yaml"), yaml);
    }

    private String argv(String claim, String step, String fails, String nap) {
        return "/bin/sh, %s/storm.sh, %s, %s/locks, \"${{ params.name }}\", \"%s\", %s, \"%s\", \"%s\""
                .formatted(directory, marks(), directory, claim, step, fails, nap);
    }
}
