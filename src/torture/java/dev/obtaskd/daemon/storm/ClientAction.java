package dev.obtaskd.daemon.storm;

import org.jspecify.annotations.Nullable;

/**
 * A request of a client. Its reason is unique, so that the audit entry can be matched.
 *
 * @param key idempotency key; null if the request cannot be repeated
 */
record ClientAction(String reason, String path, String body, @Nullable String key) {

    /**
     * @param params parameters as JSON
     */
    static ClientAction submit(String reason, String operation, String params, boolean keyed) {
        var body =
                "{\"operation\": \"%s\", \"params\": %s, \"reason\": \"%s\"}"
                        .formatted(operation, params, reason);
        return new ClientAction(reason, "/api/v2/tasks", body, keyed ? reason : null);
    }

    /**
     * @param path path of the operation on a task or sub task
     */
    static ClientAction operate(String reason, String path, boolean keyed) {
        return new ClientAction(
                reason, path, "{\"reason\": \"%s\"}".formatted(reason), keyed ? reason : null);
    }

    /** The last segment of the path: {@code tasks} for a submit, otherwise the operation. */
    String word() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    @Override
    public String toString() {
        return "POST " + path + " " + body;
    }
}
