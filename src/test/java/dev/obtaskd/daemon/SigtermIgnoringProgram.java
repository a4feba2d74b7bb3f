package dev.obtaskd.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A task whose program leaves processes that ignore SIGTERM. The program either ignores SIGTERM too
 * and has processes in other sessions, or obeys it and has one process that cannot be identified by
 * its environment.
 */
final class SigtermIgnoringProgram {

    private static final String PROGRAM =
            """
            left="$1/$2.left"; : > "$left"
            stay() { "$@" /bin/sh -c 'trap "" TERM; echo $$ >> "$1"; exec /bin/sleep 600' sh "$left" & }
            if [ "$3" = 1 ]; then
              trap 'exit 3' TERM
            else
              trap '' TERM
              echo $$ >> "$left"
              stay env; stay setsid; (stay setsid &)
            fi
            stay env -i
            while [ -e "$left" ]; do /bin/sleep 0.1; done
            """;
    private static final int FAMILY = 5;

    private final String id;
    private final List<ProcessHandle> processes;

    private SigtermIgnoringProgram(String id, List<ProcessHandle> processes) {
        this.id = id;
        this.processes = processes;
    }

    /** Writes the operation. */
    static void operation(Path directory, Path operations) throws IOException {
        Files.writeString(directory.resolve("stubborn.sh"), PROGRAM);
        Files.writeString(
                operations.resolve("stubborn.yaml"),
                """
                operation: test.stubborn
                title: {en: Stay, zh: 留}
                description: {en: Does not end when it is asked to., zh: 要求结束也不结束}
                scope: LOCAL
                maintenance: {type: NONE}
                params:
                  type: object
                  required: [name, left]
                  additionalProperties: false
                  properties: {name: {type: string}, left: {type: string}}
                steps:
                  - id: stay
                    title: {en: Stay, zh: 留}
                    run: {exec: {argv: [/bin/sh, %1$s/stubborn.sh, %1$s, "${{ params.name }}", "${{ params.left }}"]}}
                """
                        .formatted(directory));
    }

    /** Returns when all processes have started. */
    static SigtermIgnoringProgram submit(
            DaemonProcess daemon, Path directory, String name, Random random) throws Exception {
        var left = random.nextBoolean() ? 1 : FAMILY;
        var answer =
                daemon.post(
                        "/api/v2/tasks",
                        "{\"operation\": \"test.stubborn\", \"params\": {\"name\": \"%s\", \"left\": \"%d\"}}"
                                .formatted(name, left));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        var file = directory.resolve(name + ".left");
        await().until(() -> Files.exists(file) && Files.readAllLines(file).size() == left);
        var processes =
                Files.readAllLines(file).stream()
                        .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
                        .toList();
        return new SigtermIgnoringProgram(answer.body().path("id").asText(), processes);
    }

    void terminate(DaemonProcess daemon) throws Exception {
        assertThat(daemon.post("/api/v2/tasks/" + id + "/terminate", "{}").status()).isEqualTo(202);
    }

    /** Requires that no process remains after the task has failed. */
    void verify(DaemonProcess daemon) throws Exception {
        await().atMost(60, TimeUnit.SECONDS)
                .until(
                        () ->
                                daemon.get("/api/v2/tasks/" + id)
                                        .body()
                                        .path("state")
                                        .asText()
                                        .equals("FAILED"));
        assertThat(alive()).as("of task %s", id).isEmpty();
    }

    void kill() throws IOException {
        alive().forEach(ProcessHandle::destroyForcibly);
    }

    /** The living processes; zombies count as dead. */
    private List<ProcessHandle> alive() throws IOException {
        var alive = new ArrayList<ProcessHandle>();
        for (var process : processes) {
            // Check the state first, since a process that is reaped meanwhile has none. A handle
            // distinguishes a later process with the same id.
            var state = state(process);
            if (process.isAlive() && !state.isEmpty() && !state.startsWith("Z")) {
                alive.add(process);
            }
        }
        return alive;
    }

    private static String state(ProcessHandle process) throws IOException {
        var ps = new ProcessBuilder("ps", "-o", "stat=", "-p", "" + process.pid()).start();
        return new String(ps.getInputStream().readAllBytes());
    }
}
