package dev.obtaskd.api.v2.task;

import dev.obtaskd.task.Task;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The header {@code If-Match}: the versions of a task that a change requires. */
final class IfMatchHeader {

    private static final long NO_VERSION = -1;

    private IfMatchHeader() {}

    /** The version that a change requires; null for any. */
    static @Nullable Long version(HttpServerRequest request, Task task) {
        return version(request.headers().getAll("If-Match"), task.version());
    }

    /**
     * If several versions are given, the current one is required, as no other can match.
     *
     * @param headers each a list of entity tags; a tag of another format matches nothing
     */
    static @Nullable Long version(List<String> headers, long now) {
        if (headers.isEmpty()) {
            return null;
        }
        var required =
                headers.stream()
                        .flatMap(header -> List.of(header.split(",")).stream())
                        .map(String::strip)
                        .toList();
        if (required.contains("*")) {
            return null;
        }
        return required.contains("\"" + now + "\"") ? now : NO_VERSION;
    }
}
