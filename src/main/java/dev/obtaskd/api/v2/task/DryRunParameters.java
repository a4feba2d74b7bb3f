package dev.obtaskd.api.v2.task;

import static dev.obtaskd.api.v2.http.QueryParameter.flag;

import dev.obtaskd.api.v2.http.QueryParameter;
import dev.obtaskd.api.v2.http.QueryParameters;
import io.vertx.core.http.HttpServerRequest;

/** The parameter of operations on tasks and sub tasks. */
final class DryRunParameters extends QueryParameters {

    private static final DryRunParameters PARAMETERS = new DryRunParameters();

    private final QueryParameter<Boolean> dryRun =
            add(
                    flag(
                            "dryRun",
                            "true: change nothing and return 200 with the effects of the"
                                    + " operation"));

    /** Whether a request only asks for the effects. */
    static boolean isDryRun(HttpServerRequest request) {
        return PARAMETERS.read(request).get(PARAMETERS.dryRun);
    }
}
