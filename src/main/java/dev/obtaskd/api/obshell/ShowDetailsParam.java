package dev.obtaskd.api.obshell;

import dev.obtaskd.api.obshell.mapping.ObshellErrorCode;
import dev.obtaskd.api.obshell.mapping.ObshellException;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** The query parameter {@code show_details} of the task calls. */
final class ShowDetailsParam {

    private static final String NAME = "show_details";

    private ShowDetailsParam() {}

    /**
     * Whether details are requested.
     *
     * @throws ObshellException {@code COMMON_BIND_JSON_FAILED} for an invalid value
     */
    static boolean of(HttpServerRequest request) {
        return of(request.getParam(NAME));
    }

    /**
     * Whether details are requested, in the spellings that Go accepts for a bool.
     *
     * @param value null, if the parameter is missing, means true; the empty value means false
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
