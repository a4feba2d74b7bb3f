package dev.obtaskd.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** State that a stop and a new start of the daemon preserve. */
class RestartIT {

    /** Writes its process id, and ends when the given file exists. */
    private static final String OPERATION =
            """
            operation: restart.wait
            title: {en: Wait, zh: 等}
            description: {en: Waits for a file., zh: 等待文件}
            scope: LOCAL
            maintenance: {type: NONE}
            params:
              type: object
              required: [file]
              additionalProperties: false
              properties: {file: {type: string}}
            steps:
              - id: wait
                title: {en: Wait, zh: 等}
                run:
                  exec:
                    argv: [/bin/sh, -c, 'echo "pid $$"; while [ ! -e "$1" ]; do /bin/sleep 0.05; done; echo end', sh, "${{ params.file }}"]
            """;

    /** Waits for a file; then the second step writes its arguments. */
    private static final String NUMBERS =
            """
            operation: restart.numbers
            title: {en: Numbers, zh: 数字}
            description: {en: Waits for a file., zh: 等待文件}
            scope: LOCAL
            maintenance: {type: NONE}
            params:
              type: object
              required: [directory, n]
              properties: {directory: {type: string}, n: {type: array, items: {type: number}}, whole: {type: number}, given: {type: number, default: 2.50}}
            steps:
              - id: wait
                title: {en: Wait, zh: 等}
                run:
                  exec:
                    argv: [/bin/sh, -c, 'echo $$ >"$1/pid"; while [ ! -e "$1/go" ]; do /bin/sleep 0.05; done; echo "n=$2" >>"$OBTASKD_OUTPUT"', sh,
                           "${{ params.directory }}", "${{ params.whole }}"]
              - id: write
                title: {en: Write, zh: 写}
                run:
                  exec:
                    argv: [/bin/sh, -c, 'printf "%s\\n" "$@" "$N" >"$D/seen"; cat >>"$D/seen"', sh, "${{ params.n }}", "${{ params.whole }}",
                           "n=${{ params.n }}", "${{ params.given }}", 1.10, "${{ steps.wait.output.n }}"]
                    env: {D: "${{ params.directory }}", N: "${{ params.whole }}"}
                    stdin: "${{ params.whole }}"
            """;

    /** Fails with the size "bad"; its rollback waits for a file. */
    private static final String SIZES =
            """
            operation: restart.sizes
            title: {en: Sizes, zh: 大小}
            description: {en: Writes its size., zh: 写大小}
            scope: LOCAL
            maintenance: {type: NONE}
            params:
              type: object
              required: [directory, size]
              properties: {directory: {type: string}, size: {type: string}}
            steps:
              - id: size
                title: {en: Size, zh: 大小}
                run: {exec: {argv: [/bin/sh, -c, 'echo "run $1" >>"$2/lines"; [ "$1" != bad ]', sh, "${{ params.size }}", "${{ params.directory }}"]}}
                rollback: {exec: {argv: [/bin/sh, -c, 'while [ ! -e "$2/go" ]; do /bin/sleep 0.05; done; echo "undo $1" >>"$2/lines"', sh, "${{ params.size }}", "${{ params.directory }}"]}}
            """;

    private static final Pattern PROCESS = Pattern.compile("^pid ([0-9]+)$", Pattern.MULTILINE);

    @TempDir Path directory;

    @Test
    void keepsRunningProgramsAndIdsAfterAChangeOfAddress() throws Exception {
        var operations = Files.createDirectory(directory.resolve("operations"));
        Files.writeString(operations.resolve("wait.yaml"), OPERATION);
        var file = directory.resolve("go");
        var daemon =
                new DaemonProcess(directory.resolve("data"), operations)
                        .start("-Dobtaskd.agent.ip=192.0.2.1");
        var id =
                daemon.post(
                                "/api/v2/tasks",
                                "{\"operation\": \"restart.wait\", \"params\": {\"file\": \""
                                        + file
                                        + "\"}}")
                        .body()
                        .get("id")
                        .asText();
        await().until(() -> PROCESS.matcher(log(daemon, id)).find());
        var said = PROCESS.matcher(log(daemon, id)).results().findFirst().orElseThrow();
        var process = ProcessHandle.of(Long.parseLong(said.group(1))).orElseThrow();
        assertThat(daemon.stop()).isEqualTo(143);
        assertThat(process.isAlive()).isTrue();

        daemon.start("-Dobtaskd.agent.ip=2001:db8::1");
        var after = daemon.get("/api/v2/tasks/" + id).body();
        assertThat(after.get("state").asText()).isEqualTo("RUNNING");
        assertThat(after.get("id").asText()).startsWith("3").isNotEqualTo(id);
        assertThat(daemon.get("/api/v2/tasks/" + after.get("id").asText()).status()).isEqualTo(200);
        // The same row with the address of an agent that this daemon never had.
        var foreign = id.replaceFirst("^23221225985", "23221225986");
        assertThat(foreign).isNotEqualTo(id);
        assertThat(daemon.get("/api/v2/tasks/" + foreign).body().get("code").asText())
                .isEqualTo("task.unknown");
        Files.createFile(file);
        await().atMost(Duration.ofSeconds(20))
                .until(
                        () ->
                                daemon.get("/api/v2/tasks/" + id)
                                        .body()
                                        .get("state")
                                        .asText()
                                        .equals("SUCCEEDED"));
        assertThat(log(daemon, id))
                .startsWith("attempt 1 of wait on 192.0.2.1:")
                .containsOnlyOnce("attempt 1 of wait")
                .containsOnlyOnce("\n$ /bin/sh")
                .containsOnlyOnce("\nparams {")
                .contains("\nend\n");
        assertThat(daemon.get("/api/v2/tasks/" + id).body().get("subTasks").get(0).get("attempts"))
                .hasSize(1);
        daemon.stop();
    }

    @Test
    void changedParametersOutliveTheDaemonBetweenTheUndoAndTheRun() throws Exception {
        var operations = Files.createDirectory(directory.resolve("operations"));
        Files.writeString(operations.resolve("sizes.yaml"), SIZES);
        var daemon = new DaemonProcess(directory.resolve("data"), operations).start();
        var id =
                daemon.post(
                                "/api/v2/tasks",
                                "{\"operation\": \"restart.sizes\", \"params\": {\"size\": \"bad\","
                                        + " \"directory\": \""
                                        + directory
                                        + "\"}}")
                        .body()
                        .get("id")
                        .asText();
        awaitState(daemon, id, "FAILED");
        var retried =
                daemon.post("/api/v2/tasks/" + id + "/retry", "{\"params\": {\"size\": \"big\"}}");
        assertThat(retried.status()).isEqualTo(202);
        assertThat(daemon.stop()).isEqualTo(143);
        daemon.start();
        var task = daemon.get("/api/v2/tasks/" + id).body();
        assertThat(task.at("/params/size").asText()).isEqualTo("big");
        assertThat(task.at("/paramChanges/0/changes/0/before").asText()).isEqualTo("bad");
        Files.createFile(directory.resolve("go"));
        awaitState(daemon, id, "SUCCEEDED");
        assertThat(Files.readAllLines(directory.resolve("lines")))
                .containsExactly("run bad", "undo bad", "run big");
        daemon.stop();
    }

    private static void awaitState(DaemonProcess daemon, String id, String state) {
        await().atMost(Duration.ofSeconds(20))
                .until(
                        () ->
                                daemon.get("/api/v2/tasks/" + id)
                                        .body()
                                        .get("state")
                                        .asText()
                                        .equals(state));
    }

    @Test
    void spareWrappersEndWithTheDaemon() throws Exception {
        var operations = Files.createDirectory(directory.resolve("operations"));
        Files.writeString(operations.resolve("wait.yaml"), OPERATION);
        var there = Files.createFile(directory.resolve("go"));
        var daemon = new DaemonProcess(directory.resolve("data"), operations).start();
        var killed = spareWrappers(daemon, there);
        daemon.kill();
        await().until(() -> killed.stream().noneMatch(ProcessHandle::isAlive));

        daemon.start();
        var stopped = spareWrappers(daemon, there);
        assertThat(daemon.stop()).isEqualTo(143);
        await().until(() -> stopped.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void keepsTheNotationOfNumbersOfAnInterruptedTask() throws Exception {
        var operations = Files.createDirectory(directory.resolve("operations"));
        Files.writeString(operations.resolve("numbers.yaml"), NUMBERS);
        var daemon = new DaemonProcess(directory.resolve("data"), operations).start();
        var id =
                daemon.post(
                                "/api/v2/tasks",
                                "{\"operation\": \"restart.numbers\", \"params\": {\"directory\":"
                                        + " \""
                                        + directory
                                        + "\", \"whole\": 12345678.5, \"n\": [1.10, 1e3,"
                                        + " 1234567890123456789012345678901234567890]}}")
                        .body()
                        .get("id")
                        .asText();
        await().until(() -> Files.exists(directory.resolve("pid")));
        daemon.kill();

        daemon.start();
        Files.createFile(directory.resolve("go"));
        await().atMost(Duration.ofSeconds(20))
                .until(
                        () ->
                                daemon.get("/api/v2/tasks/" + id)
                                        .body()
                                        .get("state")
                                        .asText()
                                        .equals("SUCCEEDED"));
        var numbers = "1.10,1000,1234567890123456789012345678901234567890";
        assertThat(Files.readAllLines(directory.resolve("seen")))
                .containsExactly(
                        "1.10",
                        "1000",
                        "1234567890123456789012345678901234567890",
                        "12345678.5",
                        "n=[" + numbers + "]",
                        "2.50",
                        "1.10",
                        "12345678.5",
                        "12345678.5",
                        "12345678.5");
        assertThat(daemon.get("/api/v2/tasks/" + id).text())
                .contains("\"n\":[" + numbers + "]", "\"whole\":12345678.5", "\"given\":2.50");
        daemon.stop();
    }

    /** The spare wrappers: child processes of the daemon that remain when a program has ended. */
    private static List<ProcessHandle> spareWrappers(DaemonProcess daemon, Path file)
            throws Exception {
        var id =
                daemon.post(
                                "/api/v2/tasks",
                                "{\"operation\": \"restart.wait\", \"params\": {\"file\": \""
                                        + file
                                        + "\"}}")
                        .body()
                        .get("id")
                        .asText();
        await().until(
                        () ->
                                daemon.get("/api/v2/tasks/" + id)
                                        .body()
                                        .get("state")
                                        .asText()
                                        .equals("SUCCEEDED"));
        var parent = ProcessHandle.of(daemon.pid()).orElseThrow();
        await().until(() -> parent.children().count() >= 2);
        return parent.descendants().toList();
    }

    private static String log(DaemonProcess daemon, String task) throws Exception {
        var subTask =
                daemon.get("/api/v2/tasks/" + task)
                        .body()
                        .get("subTasks")
                        .get(0)
                        .get("id")
                        .asText();
        var lines = daemon.get("/api/v2/subtasks/" + subTask + "/log").body().get("lines");
        return String.join("\n", lines.findValuesAsText("text"));
    }
}
