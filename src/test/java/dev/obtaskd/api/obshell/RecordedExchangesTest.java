package dev.obtaskd.api.obshell;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Recorded exchanges with obshell that need no task. A list of tasks and an operator represent any
 * call with login there; here a test resource with the same checks replaces them.
 */
@QuarkusTest
class RecordedExchangesTest extends ObshellHttp {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FAR = Long.toString(Instant.now().getEpochSecond() + 1_000_000);

    /** The headers of a case; the others were sent without any. */
    private static final Map<String, UnaryOperator<ObshellClient.Call>> SENT =
            Map.ofEntries(
                    entry("x_unknown_path", call -> call),
                    entry("x_unknown_task_path", call -> call),
                    entry("x_agent_header_empty", call -> call.agent().with("Auth", "")),
                    entry("x_agent_header_wrong", call -> call.agent().with("Auth", "wrong")),
                    entry("x_wrong_password", call -> call.with("Auth", "wrong")),
                    entry("x_ts_number", call -> call.with("Ts", 2_000_000_000)),
                    entry("x_ts_text", call -> call.with("Ts", "soon")),
                    entry("x_expired_ts", call -> call.with("Auth", "").with("Ts", "1")),
                    entry("x_expired_ts_with_auth", call -> call.with("Ts", "1")),
                    entry("x_lowercase_keys", ObshellClient.Call::lowerCase),
                    entry("x_no_auth_key", call -> call.without("Auth")),
                    entry("x_wrong_uri", call -> call.with("Uri", "/api/v1/other")),
                    entry("x_uri_without_query", call -> call.with("Uri", "/api/v1/ob/info")),
                    entry("e03_auth_agent_right", ObshellClient.Call::agent),
                    entry("e03_auth_agent_right_expired", call -> call.agent().with("Ts", "1")),
                    entry(
                            "e03_auth_agent_wrong_expired",
                            call -> call.agent().with("Auth", "wrong").with("Ts", "1")),
                    entry(
                            "e03_auth_agent_empty_expired",
                            call -> call.agent().with("Auth", "").with("Ts", "1")),
                    entry("e03_auth_agent_right_ts_text", call -> call.agent().with("Ts", "soon")),
                    entry(
                            "e03_auth_agent_right_wrong_uri",
                            call -> call.agent().with("Uri", "/api/v1/other")),
                    entry("e03_auth_agent_right_far_future", call -> call.agent().with("Ts", FAR)),
                    entry(
                            "e03_auth_both_headers",
                            call -> call.agent().header("X-OCS-Header", "garbage")),
                    entry("e03_auth_ocs_empty", call -> call.with("Auth", "")),
                    entry("e03_auth_ocs_right", call -> call),
                    entry("x_body_badaes", ObshellClient.Call::undecryptableBody),
                    entry("x_body_unencrypted", call -> call.without("Keys").rawBody(clear())),
                    entry("x_body_unencrypted_keys", call -> call.rawBody(clear())),
                    entry("x_empty_body", call -> call),
                    entry("x_json_array", call -> call.body("[\"PASS\"]")),
                    entry("x_malformed_json", call -> call.body("{\"operator\":")),
                    entry("x_operator_missing", call -> call.body("{}")),
                    entry("x_operator_number", call -> call.body("{\"session_id\":3}")),
                    entry("x_operator_emptystr", call -> call.body("{\"session_id\":\"\"}")));

    private static final String NO_CLUSTER = "500 Agent.OceanBase.NotHold";

    /**
     * Intended differences: obshell accepts an empty or missing password, refuses our password in
     * one header, accepts headers without a limit of validity, and answers unknown paths with 404.
     */
    private static final Map<String, String> WANTED =
            Map.of(
                    "x_unknown_path", NO_CLUSTER,
                    "x_unknown_path_nohdr", NO_CLUSTER,
                    "x_unknown_task_path", NO_CLUSTER,
                    "x_expired_ts", "401 Security.Authentication.IncorrectOceanbasePassword",
                    "e03_auth_agent_right_far_future", "401 Security.Authentication.Expired",
                    "x_no_auth_key", "401 Security.Authentication.IncorrectOceanbasePassword",
                    "e03_auth_ocs_empty", "401 Security.Authentication.IncorrectOceanbasePassword",
                    "e03_auth_ocs_right", "200 null");

    static Stream<JsonNode> exchanges() throws IOException {
        var file = RecordedExchangesTest.class.getResourceAsStream("exchanges.jsonl");
        try (var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return JSON.readerFor(JsonNode.class).<JsonNode>readValues(lines).readAll().stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("exchanges")
    void matchesTheRecording(JsonNode recorded) {
        var name = recorded.get("case").textValue();
        var answer = send(recorded, name);
        var outcome =
                recorded.get("status").intValue() + " " + recorded.path("errCode").textValue();
        assertThat(outcome(answer)).as(answer.text()).isEqualTo(WANTED.getOrDefault(name, outcome));
        if (WANTED.containsKey(name) || !recorded.has("keys")) {
            return;
        }
        assertThat(answer.code()).isEqualTo(recorded.path("code").intValue());
        assertThat(answer.json().get("traceId").textValue().isEmpty())
                .isNotEqualTo(recorded.get("traced").booleanValue());
        assertThat(keys(answer.json())).isEqualTo(texts(recorded.get("keys")));
        if (recorded.has("data")) {
            assertTypes(answer.data(), recorded.get("data"));
        }
    }

    private ObshellClient.Answer send(JsonNode recorded, String name) {
        var method = recorded.get("method").textValue();
        var target = target(recorded.get("target").textValue());
        if (name.contains("garbage")) {
            return client.call(method, target).sealAs("garbage").send();
        }
        if (name.contains("cleartext")) {
            return client.call(method, target).sealAs("{\"Auth\":\"\"}").send();
        }
        return SENT.containsKey(name)
                ? SENT.get(name).apply(client.call(method, target)).send()
                : client.plain(method, target);
    }

    /** A call with login that replaces one for tasks. */
    private static String target(String recorded) {
        return recorded.replaceFirst("/task/dag/(ob/)?unfinish", "/ob/info")
                .replaceFirst("/task/dag/[0-9]+", "/logout");
    }

    private static byte[] clear() {
        return "{\"operator\":\"RETRY\"}".getBytes(StandardCharsets.UTF_8);
    }

    private static String outcome(ObshellClient.Answer answer) {
        return answer.status() + " " + (answer.json() == null ? null : answer.errCode());
    }

    private static void assertTypes(JsonNode data, JsonNode types) {
        if (types.isTextual()) {
            assertThat(data.getNodeType().name()).isEqualTo(types.textValue());
            return;
        }
        assertThat(keys(data)).isEqualTo(keys(types));
        types.fieldNames().forEachRemaining(key -> assertTypes(data.get(key), types.get(key)));
    }

    private static Set<String> keys(JsonNode object) {
        var keys = new TreeSet<String>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static Set<String> texts(JsonNode array) {
        var texts = new HashSet<String>();
        array.forEach(text -> texts.add(text.textValue()));
        return texts;
    }
}
