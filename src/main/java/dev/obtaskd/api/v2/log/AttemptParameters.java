package dev.obtaskd.api.v2.log;

import static dev.obtaskd.api.v2.http.QueryParameter.integer;

import dev.obtaskd.api.v2.http.QueryParameter;
import dev.obtaskd.api.v2.http.QueryParameters;

/** The parameter that selects an attempt. */
class AttemptParameters extends QueryParameters {

    static final AttemptParameters ATTEMPT = new AttemptParameters();

    final QueryParameter<Long> attempt =
            add(integer("attempt", 1, "Number of the attempt; default: the latest"));
}
