package dev.obtaskd.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * A task of one program that writes output until the test ends it. The program keeps a copy of its
 * output (whole lines, partial lines, binary data) and of its process ids.
 */
final class LongRunningProgram {

    private static final String PROGRAM =
            """
            me="$1/$2"; echo "$$ $PPID" >> "$me.pids"; i=0
            say() { printf "$1" "$i"; printf "$1" "$i" >> "$me.said"; }
            until [ -e "$me.end" ]; do
              i=$((i + 1)); say "%d whole\\n"; say "%d half, "; say "\\377\\303 %d \\303\\244\\r\\n"; printf "%d\\n" $i >&2
              /bin/sleep 0.02
            done
            say "%d the last"; . "$me.end"
            """;

    private static final Pattern RECORD =
            Pattern.compile("\\S+ (stdout|stderr|system) ([FP])\\S* (.*)\n", Pattern.UNIX_LINES);

    /** How the program ends, and the result that the daemon must report. */
    private static final List<End> ENDS =
            List.of(
                    new End("exit 0", "SUCCEEDED", 0, null),
                    new End("exit 7", "FAILED", 7, null),
                    new End("exit 255", "FAILED", 255, null),
                    new End("kill -KILL $$", "FAILED", null, "KILL"),
                    new End("kill -TERM $$", "FAILED", null, "TERM"),
                    new End("kill -USR1 $$", "FAILED", null, "USR1"));

    private static final End VANISHED = new End("", "FAILED", null, null);

    private record End(String code, String result, Integer exitCode, String signal) {}

    private final String id;
    private final Path files;
    private End end;

    private LongRunningProgram(String id, Path files) {
        this.id = id;
        this.files = files;
    }

    /** Writes the operation and returns the directory that contains it. */
    static Path operations(Path directory) throws IOException {
        Files.writeString(directory.resolve("speak.sh"), PROGRAM);
        var operations = Files.createDirectory(directory.resolve("operations"));
        Files.writeString(
                operations.resolve("speak.yaml"),
                """
                operation: test.speak
                title: {en: Speak, zh: 说}
                description: {en: Talks until it is told to end., zh: 说到停}
                scope: LOCAL
                maintenance: {type: NONE}
                params:
                  type: object
                  required: [name]
                  additionalProperties: false
                  properties: {name: {type: string}}
                steps:
                  - id: speak
                    title: {en: Speak, zh: 说}
                    run: {exec: {argv: [/bin/sh, %1$s/speak.sh, %1$s, "${{ params.name }}"]}}
                """
                        .formatted(directory));
        return operations;
    }

    /** Returns when the program is writing. */
    static LongRunningProgram submit(DaemonProcess daemon, Path directory, String name)
            throws Exception {
        var answer =
                daemon.post(
                        "/api/v2/tasks",
                        "{\"operation\": \"test.speak\", \"params\": {\"name\": \""
                                + name
                                + "\"}}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        var program =
                new LongRunningProgram(answer.body().path("id").asText(), directory.resolve(name));
        await().until(() -> Files.exists(program.file(".said")));
        return program;
    }

    /** Tells the program how to end, and returns when its process has exited. */
    void end(Random random) throws Exception {
        end = ENDS.get(random.nextInt(ENDS.size()));
        Files.writeString(file(".how"), end.code());
        Files.move(file(".how"), file(".end"), StandardCopyOption.ATOMIC_MOVE);
        var program = pids().getFirst();
        await().until(() -> !ProcessHandle.of(program).map(ProcessHandle::isAlive).orElse(false));
    }

    /**
     * Kills the processes while the daemon is down; another process then reuses the process id of
     * the wrapper.
     */
    void killUnobserved(Path data, long foreign) throws Exception {
        end = VANISHED;
        kill();
        var claim = claim(data, pids().getLast());
        Files.writeString(claim, Files.readString(claim).replaceFirst("^[0-9]+", "" + foreign));
    }

    void kill() throws IOException {
        // The wrapper is killed first; otherwise it would record how the program ended.
        pids().reversed()
                .forEach(pid -> ProcessHandle.of(pid).ifPresent(LongRunningProgram::killed));
    }

    boolean ended(DaemonProcess daemon) throws Exception {
        return !attempt(daemon).path("result").isNull();
    }

    /** Requires one process, one attempt, the correct result, and the complete output. */
    void verify(DaemonProcess daemon) throws Exception {
        var attempt = attempt(daemon);
        assertThat(attempt.path("result").asText()).as("%s", attempt).isEqualTo(end.result());
        assertThat(attempt.path("no").asInt()).isEqualTo(1);
        assertThat(Files.readAllLines(file(".pids"))).as("processes").hasSize(1);
        if (end == VANISHED) {
            assertThat(attempt.path("cause").asText()).isEqualTo("INTERRUPTED");
            return;
        }
        assertThat(attempt.path("exitCode").isNull() ? null : attempt.path("exitCode").asInt())
                .isEqualTo(end.exitCode());
        assertThat(attempt.path("signal").textValue()).isEqualTo(end.signal());
        assertThat(logged(daemon)).as("log of %s", id).isEqualTo(Files.readAllBytes(file(".said")));
    }

    private byte[] logged(DaemonProcess daemon) throws Exception {
        var log =
                daemon.download(
                        "/api/v2/subtasks/" + subTask(daemon).path("id").asText() + "/log/raw");
        var records = RECORD.matcher(new String(log, StandardCharsets.ISO_8859_1));
        var stdout = new ByteArrayOutputStream();
        while (records.find()) {
            if (records.group(1).equals("stdout")) {
                stdout.writeBytes(records.group(3).getBytes(StandardCharsets.ISO_8859_1));
                stdout.writeBytes(records.group(2).equals("F") ? new byte[] {'\n'} : new byte[0]);
            }
        }
        return stdout.toByteArray();
    }

    private JsonNode subTask(DaemonProcess daemon) throws Exception {
        return daemon.get("/api/v2/tasks/" + id).body().at("/subTasks/0");
    }

    private JsonNode attempt(DaemonProcess daemon) throws Exception {
        return subTask(daemon).path("attempts").path(subTask(daemon).path("attempts").size() - 1);
    }

    /** Process ids of the program and its wrapper. */
    private List<Long> pids() throws IOException {
        return List.of(Files.readString(file(".pids")).strip().split("\\s")).stream()
                .map(Long::valueOf)
                .toList();
    }

    private Path file(String suffix) {
        return files.resolveSibling(files.getFileName() + suffix);
    }

    private static void killed(ProcessHandle process) {
        process.destroyForcibly();
        process.onExit().join();
    }

    private static Path claim(Path data, long wrapper) throws IOException {
        try (var below = Files.walk(data.resolve("tasks"))) {
            return below.filter(file -> file.endsWith("run/claim"))
                    .filter(file -> claims(file, wrapper))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static boolean claims(Path claim, long wrapper) {
        try {
            return Files.readString(claim).startsWith(wrapper + " ");
        } catch (IOException gone) {
            return false;
        }
    }
}
