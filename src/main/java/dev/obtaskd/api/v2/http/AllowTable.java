package dev.obtaskd.api.v2.http;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which methods the paths of this API have, for the header {@code Allow}. The framework knows it
 * only of whole resource classes; a test compares this table with the OpenAPI document, both ways.
 */
public final class AllowTable {

    private static final String ROOT = "/api/v2/";

    /** The first that fits counts: words come before variables. */
    private static final List<Row> ROWS =
            List.of(
                    row("operations", "GET"),
                    row("operations/{}", "GET"),
                    row("tasks", "GET", "POST"),
                    row("tasks/preview", "POST"),
                    row("tasks/counts", "GET"),
                    row("tasks/batch", "POST"),
                    row("tasks/{}", "GET"),
                    row("tasks/{}/retry", "POST"),
                    row("tasks/{}/rollback", "POST"),
                    row("tasks/{}/abandon", "POST"),
                    row("tasks/{}/terminate", "POST"),
                    row("tasks/{}/logs.zip", "GET"),
                    row("tasks/{}/audit", "GET"),
                    row("tasks/{}/files", "GET"),
                    row("tasks/{}/files/{+}", "GET"),
                    row("subtasks/{}/retry", "POST"),
                    row("subtasks/{}/skip", "POST"),
                    row("subtasks/{}/terminate", "POST"),
                    row("subtasks/{}/log", "GET"),
                    row("subtasks/{}/log/raw", "GET"),
                    row("audit", "GET"),
                    row("locks", "GET"));

    private AllowTable() {}

    /** The paths, with {@code {}} for any segment and {@code {+}} for one or more at the end. */
    public static Stream<String> paths() {
        return ROWS.stream().map(row -> ROOT + String.join("/", row.path()));
    }

    /**
     * @param path segments, of which {@code {}} stands for any one and {@code {+}} for one or more
     *     at the end
     */
    private record Row(List<String> path, List<String> methods) {

        boolean fits(List<String> asked) {
            var open = path.getLast().equals("{+}");
            if (open ? asked.size() < path.size() : asked.size() != path.size()) {
                return false;
            }
            for (var i = 0; i < path.size() - (open ? 1 : 0); i++) {
                if (!path.get(i).equals("{}") && !path.get(i).equals(asked.get(i))) {
                    return false;
                }
            }
            return asked.stream().noneMatch(String::isEmpty);
        }
    }

    /**
     * The methods of a path, those that come by themselves included; empty if the path is not
     * known.
     */
    public static Optional<List<String>> of(String path) {
        if (!path.startsWith(ROOT)) {
            return Optional.empty();
        }
        var asked = List.of(path.substring(ROOT.length()).split("/", -1));
        return ROWS.stream()
                .filter(row -> row.fits(asked))
                .findFirst()
                .map(row -> complete(row.methods()));
    }

    private static List<String> complete(List<String> methods) {
        var head = methods.contains("GET") ? Stream.of("HEAD") : Stream.<String>empty();
        return Stream.of(methods.stream(), head, Stream.of("OPTIONS"))
                .flatMap(part -> part)
                .toList();
    }

    private static Row row(String path, String... methods) {
        return new Row(List.of(path.split("/")), List.of(methods));
    }
}
