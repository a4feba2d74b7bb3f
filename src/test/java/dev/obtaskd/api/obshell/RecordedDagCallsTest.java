package dev.obtaskd.api.obshell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.obtaskd.api.v2.TaskDaemon;
import dev.obtaskd.api.v2.TaskScript;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Every recorded exchange about a dag, with this daemon; the differences are those of {@code
 * docs/obshell.md}.
 */
@QuarkusTest
@TestProfile(TaskDaemon.class)
class RecordedDagCallsTest extends DagHttp {

    private static final String AGENT = "213070643302887";

    /** Responses that differ, by exchange. */
    private record Instead(Pattern names, int status, String errCode) {
        static Instead of(String names, int status, String errCode) {
            return new Instead(Pattern.compile(names), status, errCode);
        }
    }

    private static final List<Instead> WANTED =
            List.of(
                    Instead.of(
                            "[123]\\.(01|03|08|10|11|12|14|15|c05)_.*(details_)?abc",
                            400,
                            "Common.BindJsonFailed"),
                    Instead.of("3\\.details_(2|yes)", 400, "Common.BindJsonFailed"),
                    Instead.of("3\\.(07|09|13)_.*details_abc", 400, "Common.BindJsonFailed"),
                    Instead.of("3\\.03_get_node__nodetails", 200, null),
                    Instead.of("3\\.(07|13)_.*", 200, null),
                    Instead.of("3\\.09_maintain_ob__(ok|nodetails)", 200, null),
                    Instead.of("3\\.x_trailing_slash", 200, null),
                    Instead.of("[13]\\.x_unknown_task_path", 500, "Agent.OceanBase.NotHold"));

    private final List<TaskScript> plays = new ArrayList<>();

    @AfterEach
    void end() {
        plays.forEach(TaskScript::end);
    }

    @Test
    void failedDagsMatchTheRecordings() {
        var cluster = scenario(TaskScript.failed("play.tenant"));
        assertThat(cluster.id()).startsWith("1");
        var scenario = failedSecond("play.global");
        check("failed", ids(scenario));
        checkInstead("failed", ids(scenario));
    }

    @Test
    void runningDagsMatchTheRecordings() {
        check("running", ids(scenario(TaskScript.start("play.none"))));
        var rollingBack = failedSecond("play.none");
        rollingBack.operate("rollback");
        rollingBack.awaitState("ROLLING_BACK");
        check("rolling-back", ids(rollingBack));
        rollingBack.signal("undo-b", "ok");
        rollingBack.signal("undo-a", "ok");
        rollingBack.awaitState("ROLLED_BACK");
        check("rolled-back", ids(rollingBack));
    }

    @Test
    void endedDagsMatchTheRecordings() {
        check("succeeded", ids(succeededOfOneNode()));
        var passed = failedSecond("play.none");
        passed.operate("abandon");
        check("passed", ids(passed));
        var cancelled = scenario(TaskScript.start("play.none"));
        cancelled.operate("terminate");
        cancelled.awaitState("FAILED");
        check("cancelled", ids(cancelled));
    }

    @Test
    void obproxyDagsAndRestrictedDagsMatchTheRecordings() {
        check("obproxy", ids(failedSecond("play.obproxy")));
        var fixed = scenario(TaskScript.failed("play.fixed", Map.of()));
        for (var requestContext : RecordedExchange.all()) {
            if (requestContext.on().equals("fixed")
                    && !requestContext.name().equals("2.c06_dag_pass_refused")) {
                requestContext.assertSame(ask(requestContext, ids(fixed)));
            }
        }
        assertThat(post("/dag/" + fixed.id(), "PASS").status()).isEqualTo(200);
    }

    private TaskScript failedSecond(String operation) {
        var scenario = scenario(TaskScript.start(operation, Map.of("more", true)));
        scenario.signal("a", "ok");
        scenario.signal("b", "no");
        scenario.awaitState("FAILED");
        return scenario;
    }

    private String succeededOfOneNode() {
        var params = Map.of("text", "x", "file", TaskScript.directory() + "/out");
        String id =
                TaskScript.manager()
                        .contentType(ContentType.JSON)
                        .body(TaskScript.json("operation", "play.echo", "params", params))
                        .post(TaskScript.TASKS)
                        .path("id");
        await().until(() -> in(get("/dag/" + id), "data.state").equals("SUCCEED"));
        return id;
    }

    private TaskScript scenario(TaskScript scenario) {
        plays.add(scenario);
        return scenario;
    }

    private void check(String on, Map<String, String> ids) {
        var some =
                RecordedExchange.all().stream()
                        .filter(one -> one.on().equals(on) && instead(one).isEmpty())
                        .toList();
        assertThat(some).as(on).isNotEmpty();
        some.forEach(one -> one.assertSame(ask(one, ids)));
    }

    private void checkInstead(String on, Map<String, String> ids) {
        var others =
                RecordedExchange.all().stream()
                        .filter(one -> one.on().equals(on) && !instead(one).isEmpty())
                        .toList();
        assertThat(others).isNotEmpty();
        for (var one : others) {
            var wanted = instead(one).getFirst();
            var answer = ask(one, ids);
            assertThat(answer.status())
                    .as(one.name() + ": " + answer.text())
                    .isEqualTo(wanted.status());
            assertThat(answer.errCode()).as(one.name()).isEqualTo(wanted.errCode());
            assertThat(answer.status()).as(one.name() + " differs").isNotEqualTo(one.status());
        }
    }

    private static List<Instead> instead(RecordedExchange one) {
        return WANTED.stream()
                .filter(wanted -> wanted.names().matcher(one.name()).matches())
                .toList();
    }

    private ObshellClient.Answer ask(RecordedExchange one, Map<String, String> ids) {
        return one.ask(client, ids);
    }

    private Map<String, String> ids(TaskScript scenario) {
        return ids(scenario.id());
    }

    private Map<String, String> ids(String dag) {
        var ids =
                new HashMap<>(
                        Map.of(
                                "agent",
                                AGENT,
                                "dag",
                                dag,
                                "dag2",
                                "2" + dag.substring(1),
                                "dag0",
                                withZero(dag)));
        List<String> nodes = in(get("/dag/" + dag), "data.nodes.id");
        ids.put("node", nodes.getFirst());
        ids.put("node2", "2" + nodes.getFirst().substring(1));
        if (nodes.size() > 1) {
            ids.put("failed", nodes.get(1));
            ids.put("failed0", withZero(nodes.get(1)));
            ids.put("pending", nodes.get(2));
        }
        return ids;
    }

    /** The same row with a leading zero. */
    private static String withZero(String id) {
        return id.substring(0, 16) + "0" + id.substring(16);
    }
}
