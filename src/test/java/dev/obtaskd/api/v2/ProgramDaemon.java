package dev.obtaskd.api.v2;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;

/** A daemon whose operations run one shell program each, as its own user or as another. */
abstract class ProgramDaemon implements QuarkusTestProfile {

    /** A user ID that has no entry in {@code /etc/passwd}. */
    static final String UNKNOWN_UID = "64321";

    private static final Map<String, String> PROGRAMS =
            Map.of(
                    "talk",
                            """
                            echo one; echo two >/dev/stdout; echo three | tee /dev/stderr; echo four >/dev/stderr
                            echo five >>/proc/self/fd/1; echo six
                            """,
                    "pass",
                            """
                            exec 3>&- 4>&-
                            echo a=0 >"$OBTASKD_OUTPUT.new"; mv "$OBTASKD_OUTPUT.new" "$OBTASKD_OUTPUT"
                            (cd "$(dirname "$(realpath "$OBTASKD_OUTPUT")")" && echo "user=$(id -u)" >>output)
                            echo "$OBTASKD_OUTPUT"; mkdir "$OBTASKD_FILES/sub"; echo data >"$OBTASKD_FILES/sub/report"
                            """,
                    "forms",
                            """
                            printf 'crlf=a\\r\\nseparators=x\\342\\200\\250y\\302\\205z\\ncr=a\\rb\\nmy-name=v\\n' >"$OBTASKD_OUTPUT"
                            printf 'text<<END\\nfirst\\r\\n\\nlast=1\\nEND\\nempty<<END\\nEND\\nlast=no newline' >>"$OBTASKD_OUTPUT"
                            """,
                    "nul", "printf 'good=1\\nbad=a\\000b\\n' >\"$OBTASKD_OUTPUT\"",
                    "open", "printf 'a=1\\nb<<END\\nc\\n' >\"$OBTASKD_OUTPUT\"",
                    "env", "env -0 | sort -z | tr '\\0' '\\n'",
                    "serve",
                            "(trap 'exit 9' PIPE; while echo tick; do sleep 0.05; done) & echo"
                                    + " \"pid=$!\" >\"$OBTASKD_OUTPUT\"; echo started",
                    "quiet", "sleep 600 & echo \"pid=$!\" >\"$OBTASKD_OUTPUT\"; echo started",
                    "stubborn",
                            "trap '' TERM; i=0; while [ $i -lt 20000 ]; do i=$((i + 1)); echo"
                                    + " \"line $i\"; done; echo ready >&2; sleep 600");

    private static final String HEAD =
            """
            operation: %s
            title: {en: Program, zh: 程序}
            description: {en: Runs a program., zh: 运行程序}
            scope: LOCAL
            maintenance: {type: NONE}
            params:
              type: object
              additionalProperties: false
              properties: {text: {type: string, default: ""}}
            steps:
            """;

    private final String shell;

    ProgramDaemon(String shell) {
        this.shell = shell;
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        try {
            var root = Files.createTempDirectory("obtaskd-programs");
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
            var operations = Files.createDirectory(root.resolve("operations"));
            for (var program : PROGRAMS.entrySet()) {
                var script =
                        Files.writeString(
                                root.resolve(program.getKey() + ".sh"), program.getValue());
                write(operations, "program." + program.getKey(), script, "");
                write(operations, "nobody." + program.getKey(), script, ", user: nobody");
                write(
                        operations,
                        "unknown." + program.getKey(),
                        script,
                        ", user: \"" + UNKNOWN_UID + "\"");
            }
            Files.writeString(
                    operations.resolve("environment.yaml"), environment(root.resolve("env.sh")));
            Files.writeString(
                    operations.resolve("long.yaml"),
                    HEAD.formatted("program.long")
                            + """
                              - id: run
                                title: {en: Run, zh: 运行}
                                run: {exec: {argv: [/bin/true, "${{ params.text }}${{ params.text }}${{ params.text }}"]}}
                            """
                                    .indent(0));
            var pidFile =
                    Files.writeString(root.resolve("server.pid"), "1\n/var/lib/server\n5432\n");
            Files.writeString(
                    operations.resolve("pidfile.yaml"),
                    HEAD.formatted("program.pidfile")
                            + """
                              - id: run
                                title: {en: Run, zh: 运行}
                                run: {wait: {for: {process: {pidFile: %s}}, limit: 10s}}
                            """
                                    .formatted(pidFile)
                                    .indent(0));
            undo(root, operations);
            var sh = Files.createSymbolicLink(root.resolve("sh"), Path.of(shell));
            return new HashMap<>(
                    Map.of(
                            "obtaskd.data-dir",
                            root.resolve("data").toString(),
                            "obtaskd.operations-dir",
                            operations.toString(),
                            "obtaskd.exec.shell",
                            sh.toString(),
                            "obtaskd.exec.grace",
                            "300ms"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path operations, String name, Path script, String more)
            throws IOException {
        Files.writeString(
                operations.resolve(name + ".yaml"),
                HEAD.formatted(name)
                        + """
                          - id: run
                            title: {en: Run, zh: 运行}
                            run: {exec: {argv: [/bin/sh, %s]%s}}
                          - id: next
                            title: {en: Next, zh: 下一步}
                            run: {exec: {argv: [/bin/true]}}
                        """
                                .formatted(script, more)
                                .indent(0));
    }

    private static String environment(Path script) {
        return HEAD.formatted("program.environment")
                + """
                  - id: run
                    title: {en: Run, zh: 运行}
                    run:
                      exec:
                        argv: [env]
                        cwd: /usr
                        env: {UID: "a b", PPID: x, SHELLOPTS: y, OPTIND: z, RANDOM: r, BASHOPTS: "$q", _: "1'2", IFS: ":", PS4: p, PLAIN: "it's \\"q\\""}
                """
                        .indent(0);
    }

    /**
     * The first step of these operations writes a value and then fails, exceeds its timeout, or
     * waits to be terminated.
     */
    private static void undo(Path root, Path operations) throws IOException {
        var ends = Map.of("fails", "exit 3", "hangs", "sleep 600", "waits", "sleep 600");
        for (var end : ends.entrySet()) {
            var script =
                    Files.writeString(
                            root.resolve(end.getKey() + ".sh"),
                            "echo \"made=$OBTASKD_ATTEMPT\" >\"$OBTASKD_OUTPUT\"; echo ready; "
                                    + end.getValue()
                                    + "\n");
            Files.writeString(
                    operations.resolve(end.getKey() + ".yaml"),
                    HEAD.formatted("undo." + end.getKey())
                            + """
                              - id: run
                                title: {en: Run, zh: 运行}
                                timeout: %s
                                run: {exec: {argv: [/bin/sh, %s]}}
                                rollback: {exec: {argv: [/bin/echo, "undo [${{ steps.run.output.made }}]"]}}
                              - id: next
                                title: {en: Next, zh: 下一步}
                                run: {exec: {argv: [/bin/echo, "[${{ steps.run.output.made }}]"]}}
                                rollback: noop
                            """
                                    .formatted(end.getKey().equals("hangs") ? "1s" : "5m", script)
                                    .indent(0));
        }
    }
}
