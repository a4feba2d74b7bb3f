package dev.obtaskd.api.v2.log;

import static dev.obtaskd.api.v2.http.QueryParameter.integer;

import dev.obtaskd.api.v2.http.QueryParameter;

/** The parameters that select lines of a log as text. */
final class TextParameters extends AttemptParameters {

    static final TextParameters PARAMETERS = new TextParameters();

    final QueryParameter<Long> from =
            add(integer("from", 1, "Number of the first line").orElse(1L));
    final QueryParameter<Long> to =
            add(
                    integer(
                            "to",
                            1,
                            "Number of the last line; at most, and by default, 99999 more than"
                                    + " from"));
}
