package dev.obtaskd.catalogue.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.obtaskd.json.ExactNumbers;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The places of a specification where a value is text, such as an argument: an unquoted scalar of
 * an operation file stands there as it was written, and a value that is filled in becomes text: a
 * number in plain notation, {@code true} or {@code false}, nothing for null. Everywhere else values
 * keep their type.
 */
public final class TextPlaces {

    /** By step kind; {@code *} stands for any key or index. */
    private static final Map<String, List<List<String>>> PLACES =
            Map.of(
                    "exec", places("argv/*", "env/*", "cwd", "user", "stdin", "umask"),
                    "file",
                            places(
                                    "*/path",
                                    "*/content",
                                    "*/mode",
                                    "*/owner",
                                    "*/from",
                                    "*/to",
                                    "*/target",
                                    "*/sha256"),
                    "http", places("url", "method", "headers/*", "output/*"),
                    "wait",
                            places(
                                    "every",
                                    "limit",
                                    "for/tcp",
                                    "for/http/url",
                                    "for/process/pidFile",
                                    "for/file/path"));

    private static final Pattern ACTION =
            Pattern.compile("/steps/[0-9]+/(?:run|rollback)/([^/]+)/(.+)");

    private TextPlaces() {}

    /** Whether a pointer into an operation's document leads to such a place. */
    public static boolean inDocument(String pointer) {
        var action = ACTION.matcher(pointer);
        return action.matches() && holds(action.group(1), List.of(action.group(2).split("/", -1)));
    }

    /** A specification with text in all those places. */
    static JsonNode apply(String kind, JsonNode spec) {
        return PLACES.containsKey(kind) ? node(kind, spec, List.of()) : spec;
    }

    private static JsonNode node(String kind, JsonNode node, List<String> path) {
        return switch (node) {
            case ObjectNode object -> {
                object.properties()
                        .forEach(
                                member ->
                                        member.setValue(
                                                node(
                                                        kind,
                                                        member.getValue(),
                                                        below(path, member.getKey()))));
                yield object;
            }
            case ArrayNode array -> {
                IntStream.range(0, array.size())
                        .forEach(
                                i ->
                                        array.set(
                                                i,
                                                node(
                                                        kind,
                                                        array.get(i),
                                                        below(path, Integer.toString(i)))));
                yield array;
            }
            default ->
                    !node.isTextual() && holds(kind, path)
                            ? TextNode.valueOf(ExactNumbers.text(node))
                            : node;
        };
    }

    private static boolean holds(String kind, List<String> path) {
        return PLACES.getOrDefault(kind, List.of()).stream()
                .anyMatch(place -> matches(place, path));
    }

    private static boolean matches(List<String> place, List<String> path) {
        return place.size() == path.size()
                && IntStream.range(0, place.size())
                        .allMatch(
                                i -> place.get(i).equals("*") || place.get(i).equals(path.get(i)));
    }

    private static List<String> below(List<String> path, String key) {
        return Stream.concat(path.stream(), Stream.of(key)).toList();
    }

    private static List<List<String>> places(String... paths) {
        return Stream.of(paths).map(path -> List.of(path.split("/"))).toList();
    }
}
