package dev.obtaskd.api.obshell;

import dev.obtaskd.api.obshell.mapping.ObshellErrorCode;
import dev.obtaskd.api.obshell.mapping.ObshellException;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** The one query parameter of the task calls. */
final class ShowDetailsParam {

    private static final String NAME = "show_details";

    private ShowDetailsParam() {}

    /**
     * Whether a request wants nodes.
     *
     * @throws ObshellException {@code COMMON_BIND_JSON_FAILED} if nobody can tell
     */
    static boolean of(HttpServerRequest request) {
        return of(request.getParam(NAME));
    }

    /**
     * Whether nodes are wanted, in the spellings that Go takes for a bool.
     *
     * @param value null if it was left out, which means yes; the empty value means no
     * @throws ObshellException {@code COMMON_BIND_JSON_FAILED} for anything else
     */
    static boolean of(@Nullable String value) {
        return switch (value) {
            case null -> true;
            case "1", "t", "T", "true", "TRUE", "True" -> true;
            case "", "0", "f", "F", "false", "FALSE", "False" -> false;
            default ->
                    throw new ObshellException(
                            ObshellErrorCode.COMMON_BIND_JSON_FAILED, NAME + ": " + value);
        };
    }
}
