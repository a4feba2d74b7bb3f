package dev.obtaskd.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Test programs that leave their session, user and environment and ignore SIGTERM. Each process
 * sleeps for a time that occurs in no other command line on the host, so that the test can find it.
 */
public record DetachedPrograms(String time) {

    /**
     * Actions of the script of {@link #operation} by its first argument, and the number of
     * processes that sleep afterwards.
     */
    public static final Map<String, Integer> WITH_PARENTS = Map.of("login", 2, "wiped", 2);

    /** The same actions with parents that exit immediately. */
    public static final Map<String, Integer> ORPHANS = Map.of("orphans", 2, "forks", 3);

    private static final String SCRIPT =
            """
            case $1 in
              login) su - nobody -s /bin/sh -c "trap '' TERM; /bin/sleep $2 & /bin/sleep $2" ;;
              wiped) setsid env -i /bin/sh -c "trap '' TERM; /bin/sleep $2 & exec /bin/sleep $2" & wait ;;
              orphans) (setsid env -i /bin/sh -c "trap '' TERM; /bin/sleep $2 & (setsid /bin/sleep $2 &)" &); sleep 300 ;;
              forks) f() { while :; do (setsid env -i /bin/sleep $2 &); /bin/sleep 0.02; done; }; trap '' TERM; f & f & f ;;
              server) (setsid env -i /bin/sleep $2 >/dev/null 2>&1 &) ;;
            esac
            """;

    public static DetachedPrograms next() {
        return new DetachedPrograms("300." + System.nanoTime());
    }

    /** Writes an operation with the parameters {@code how} and {@code time} and its script. */
    public static void operation(Path directory, Path operations, String name, String timeout)
            throws IOException {
        var script = Files.writeString(directory.resolve("sleepers.sh"), SCRIPT);
        Files.writeString(
                operations.resolve(name + ".yaml"),
                """
                operation: %s
                title: {en: Sleep, zh: 睡}
                description: {en: Sleeps in other sessions., zh: 在别的会话里睡}
                scope: LOCAL
                maintenance: {type: NONE}
                params:
                  type: object
                  required: [how, time]
                  additionalProperties: false
                  properties: {how: {type: string}, time: {type: string}}
                steps:
                  - id: sleep
                    title: {en: Sleep, zh: 睡}
                    timeout: %s
                    rollback: noop
                    run: {exec: {argv: [/bin/sh, %s, "${{ params.how }}", "${{ params.time }}"]}}
                """
                        .formatted(name, timeout, script));
    }

    /** Request body that submits a task of this operation. */
    public String request(String operation, String how) {
        return "{\"operation\": \"%s\", \"params\": {\"how\": \"%s\", \"time\": \"%s\"}}"
                .formatted(operation, how, time);
    }

    /** The sleeping processes; a zombie has no command line. */
    public List<ProcessHandle> alive() {
        return ProcessHandle.allProcesses().filter(this::sleeps).toList();
    }

    /** Whether they are in a control group of an attempt. */
    public boolean inGroup() throws IOException {
        for (var one : alive()) {
            if (Files.readString(Path.of("/proc", "" + one.pid(), "cgroup"))
                    .contains("/obtaskd-")) {
                return true;
            }
        }
        return false;
    }

    public void kill() {
        alive().forEach(ProcessHandle::destroyForcibly);
    }

    private boolean sleeps(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", "" + process.pid(), "cmdline")).contains(time);
        } catch (IOException gone) {
            return false;
        }
    }
}
