package dev.obtaskd.api.v2.task;

import dev.obtaskd.task.Task;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The header {@code If-Match}: on which versions of a task a caller insists. */
final class IfMatchHeader {

    private static final long NEVER = -1;

    private IfMatchHeader() {}

    /** The version that a change may find; null if any will do. */
    static @Nullable Long version(HttpServerRequest request, Task seen) {
        return version(request.headers().getAll("If-Match"), seen.version());
    }

    /**
     * Of several versions the one the task has now, as no other can match any more.
     *
     * @param headers each a list of entity tags; what is no tag of ours matches nothing
     */
    static @Nullable Long version(List<String> headers, long now) {
        if (headers.isEmpty()) {
            return null;
        }
        var wanted =
                headers.stream()
                        .flatMap(header -> List.of(header.split(",")).stream())
                        .map(String::strip)
                        .toList();
        if (wanted.contains("*")) {
            return null;
        }
        return wanted.contains("\"" + now + "\"") ? now : NEVER;
    }
}
