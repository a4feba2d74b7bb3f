package dev.obtaskd.security;

import dev.obtaskd.task.TaskDefinition;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** The channel of a request, for the audit. It proves nothing: clients choose their User-Agent. */
public final class RequestSource {

    /** The User-Agent of the command line begins with it. */
    private static final String COMMAND_LINE = "obtaskd";

    private RequestSource() {}

    /**
     * The channel of a request.
     *
     * @param method how its caller is authenticated; null if it is not
     */
    public static TaskDefinition.Source of(
            @Nullable LoginMethod method, HttpServerRequest request) {
        if (method == LoginMethod.SESSION) {
            return TaskDefinition.Source.WEB;
        }
        var agent = request.getHeader("User-Agent");
        return method == LoginMethod.SOCKET || agent != null && agent.startsWith(COMMAND_LINE)
                ? TaskDefinition.Source.CLI
                : TaskDefinition.Source.API;
    }
}
