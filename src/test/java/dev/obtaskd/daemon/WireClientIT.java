package dev.obtaskd.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.obtaskd.api.obshell.ObshellClient;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client of obshell's API that shares no code with the daemon, against the packaged daemon. */
class WireClientIT {

    private static final String DAG = "/api/v1/task/dag/";
    private static final String OPERATION =
            """
            operation: wire.fails
            title: {en: Fail, zh: 失败}
            description: {en: Fails., zh: 失败}
            scope: LOCAL
            maintenance: {type: GLOBAL}
            params: {type: object, additionalProperties: false}
            steps:
              - id: fail
                title: {en: Fail, zh: 失败}
                run: {exec: {argv: [/bin/sh, -c, "echo broken; exit 3"]}}
                rollback: noop
            """;

    @TempDir Path directory;

    private DaemonProcess daemon;
    private ObshellClient client;
    private String dag;

    @BeforeEach
    void start() throws Exception {
        var operations = Files.createDirectory(directory.resolve("operations"));
        Files.writeString(operations.resolve("fails.yaml"), OPERATION);
        daemon = new DaemonProcess(directory.resolve("data"), operations).start();
        var password = Files.readString(directory.resolve("data/initial-admin-password")).strip();
        client = new ObshellClient(URI.create("http://127.0.0.1:" + daemon.port()), password);
        dag =
                daemon.post("/api/v2/tasks", "{\"operation\":\"wire.fails\",\"params\":{}}")
                        .body()
                        .get("id")
                        .asText();
        await().atMost(Duration.ofSeconds(20)).until(() -> state().equals("FAILED RUN"));
    }

    @AfterEach
    void stop() throws Exception {
        daemon.stop();
    }

    @Test
    void acceptsEveryFormOfTheHeader() {
        for (var chunk : new int[] {ObshellClient.SDK, ObshellClient.PAGE}) {
            assertThat(client.call("GET", DAG + dag).chunks(chunk).send().status()).isEqualTo(200);
            assertThat(
                            client.call("GET", DAG + dag)
                                    .agent()
                                    .lowerCase()
                                    .chunks(chunk)
                                    .send()
                                    .status())
                    .isEqualTo(200);
        }
        var log = client.get(DAG + dag).data().at("/nodes/0/sub_tasks/0/task_logs/3");
        assertThat(log.textValue()).isEqualTo("broken");
        assertThat(client.get("/api/v1/task/dag/unfinish").data().at("/contents/0/id").textValue())
                .isEqualTo(dag);
        assertThat(client.call("GET", DAG + dag).with("Auth", "wrong").send().code())
                .isEqualTo(10008);
    }

    @Test
    void acceptsTheRequestsOfTheSdks() {
        // Go: one header only, Keys even if nothing is encrypted, a media type for every body.
        var readDag = client.call("GET", DAG + dag + "?show_details=true").with("Keys", null);
        assertThat(readDag.header("Content-Type", "application/json").send().status())
                .isEqualTo(200);
        var operate = client.call("POST", DAG + dag).header("Content-Type", "application/json");
        assertThat(operate.body("{\"operator\":\"ROLLBACK\"}").send().status()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(20)).until(() -> state().equals("SUCCEED ROLLBACK"));
        // Python: header names in lower case, no media type, its own notation of booleans.
        var list =
                client.call("GET", "/api/v1/task/dags/agent?show_details=False").lowerCase().send();
        assertThat(list.data().at("/contents/0/nodes").isNull()).isTrue();
        var again =
                client.call("POST", DAG + dag)
                        .lowerCase()
                        .body("{\"operator\":\"ROLLBACK\"}")
                        .send();
        assertThat(again.errCode()).isEqualTo("Task.Dag.Operator.RollbackNotFailedDag");
    }

    @Test
    void executesARepeatedRequestOnce() {
        var rollback =
                client.call("POST", DAG + dag)
                        .chunks(ObshellClient.PAGE)
                        .body("{\"operator\":\"ROLLBACK\"}")
                        .seal();
        var first = rollback.send();
        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(rollback.send().text()).isEqualTo(first.text());
        await().atMost(Duration.ofSeconds(20)).until(() -> state().equals("SUCCEED ROLLBACK"));
        var again = client.post(DAG + dag, "{\"operator\":\"ROLLBACK\"}");
        assertThat(again.errCode()).isEqualTo("Task.Dag.Operator.RollbackNotFailedDag");
    }

    /** A recorded request must not be executed by the restarted daemon either. */
    @Test
    void executesARequestOnceThatIsRepeatedAfterARestart() throws Exception {
        var retry = client.call("POST", DAG + dag).body("{\"operator\":\"RETRY\"}").seal();
        assertThat(retry.send().status()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> attempts() == 2 && state().equals("FAILED RUN"));
        var login = client.call("POST", "/api/v1/login").seal();
        assertThat(login.send().status()).isEqualTo(200);
        daemon.kill();
        daemon.start();
        for (var recorded : List.of(retry, login, retry)) {
            assertThat(recorded.send().errCode()).isEqualTo("Security.Authentication.Expired");
        }
        assertThat(attempts()).isEqualTo(2);
        assertThat(client.post(DAG + dag, "{\"operator\":\"PASS\"}").status()).isEqualTo(200);
    }

    private int attempts() throws Exception {
        return daemon.get("/api/v2/tasks/" + dag).body().at("/subTasks/0/attempts").size();
    }

    private String state() {
        var data = client.get(DAG + dag).data();
        return data.get("state").textValue() + " " + data.get("operator").textValue();
    }
}
