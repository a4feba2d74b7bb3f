package dev.obtaskd.api.obshell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * A recorded exchange with obshell, without localized texts: the request, the state of the dag, and
 * the structure of the response.
 *
 * @param on state of the dag: {@code failed}, {@code succeeded}, …; {@code unknown} if there was
 *     none
 * @param target with ids replaced: {@code {dag}}, {@code {node}}, {@code {agent}}, …
 * @param body null if there was none
 * @param errCode null if the request was accepted
 * @param shape types of the JSON values at every path of the data; null if not recorded
 * @param phase state, operator, and which times were reset; null if the data is not a single object
 */
record RecordedExchange(
        String name,
        String on,
        String method,
        String target,
        String body,
        int status,
        String errCode,
        Map<String, String> shape,
        String phase) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** All recorded exchanges. */
    static List<RecordedExchange> all() {
        try (var lines = RecordedExchange.class.getResourceAsStream("dag-calls.jsonl")) {
            return new String(lines.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(RecordedExchange::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends the same request to our daemon. */
    ObshellClient.Answer ask(ObshellClient client, Map<String, String> ids) {
        var path = target;
        for (var id : ids.entrySet()) {
            path = path.replace("{" + id.getKey() + "}", id.getValue());
        }
        assertThat(path).as("every id of " + name + " is known").doesNotContain("{");
        var call = client.call(method, path);
        return (body == null ? call : call.body(body)).send();
    }

    /** Checks that our response has the same structure. */
    void assertSame(ObshellClient.Answer answer) {
        assertThat(answer.status()).as(name + ": " + answer.text()).isEqualTo(status);
        assertThat(answer.contentType()).as(name).isEqualTo("application/json");
        assertThat(answer.errCode()).as(name).isEqualTo(errCode);
        assertThat(answer.code()).as(name).isZero();
        var data = answer.json().path("data");
        if (phase != null) {
            assertThat(phase(data)).as(name).isEqualTo(phase);
        }
        if (shape != null) {
            assertShape(data);
        }
    }

    private void assertShape(JsonNode data) {
        var isObshellPath = new LinkedHashMap<String, TreeSet<String>>();
        if (!data.isMissingNode()) {
            walk(
                    data,
                    "data",
                    (path, kind) ->
                            isObshellPath.computeIfAbsent(path, p -> new TreeSet<>()).add(kind));
        }
        isObshellPath.forEach(
                (path, kinds) -> {
                    var seen = shape.get(path);
                    if (seen == null) {
                        assertThat(openIn(shape.keySet(), path))
                                .as(name + " has no " + path)
                                .isTrue();
                    } else {
                        assertThat(List.of(seen.split("\\|")))
                                .as(name + " " + path)
                                .containsAll(kinds);
                    }
                });
        for (var path : shape.keySet()) {
            assertThat(isObshellPath.containsKey(path) || openIn(isObshellPath.keySet(), path))
                    .as(name + " has " + path)
                    .isTrue();
        }
    }

    /**
     * Whether a path is below an empty array or a null, so that the recording does not show its
     * structure.
     */
    private static boolean openIn(Iterable<String> paths, String path) {
        var parent =
                path.endsWith("[]")
                        ? path.substring(0, path.length() - 2)
                        : path.substring(0, path.lastIndexOf('.'));
        var found = false;
        for (var other : paths) {
            if (!other.equals(parent) && other.startsWith(parent)) {
                return false;
            }
            found |= other.equals(parent);
        }
        return found || (parent.contains(".") && openIn(paths, parent));
    }

    private static void walk(JsonNode node, String path, BiConsumer<String, String> found) {
        found.accept(path, kind(node));
        node.properties()
                .forEach(entry -> walk(entry.getValue(), path + "." + entry.getKey(), found));
        if (node.isArray()) {
            node.forEach(element -> walk(element, path + "[]", found));
        }
    }

    private static String kind(JsonNode node) {
        return node.isIntegralNumber()
                ? "integer"
                : node.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    private static String phase(JsonNode data) {
        return data.get("state").textValue()
                + " "
                + data.get("operator").textValue()
                + " "
                + zero(data.get("start_time"))
                + zero(data.get("end_time"));
    }

    private static String zero(JsonNode time) {
        return java.time.OffsetDateTime.parse(time.textValue()).toEpochSecond() == 0 ? "z" : "t";
    }

    private static RecordedExchange read(String line) {
        var row = parse(line);
        var shape =
                row.has("shape")
                        ? JSON.convertValue(
                                row.get("shape"), new TypeReference<Map<String, String>>() {})
                        : null;
        return new RecordedExchange(
                text(row, "case"),
                text(row, "on"),
                text(row, "method"),
                text(row, "target"),
                text(row, "body"),
                row.get("status").intValue(),
                text(row, "errCode"),
                shape,
                text(row, "phase"));
    }

    private static String text(JsonNode row, String key) {
        return row.has(key) ? row.get(key).textValue() : null;
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
