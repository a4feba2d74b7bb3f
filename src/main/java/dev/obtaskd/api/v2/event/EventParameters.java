package dev.obtaskd.api.v2.event;

import static dev.obtaskd.api.v2.http.QueryParameter.texts;

import dev.obtaskd.api.v2.http.QueryParameter;
import dev.obtaskd.api.v2.http.QueryParameters;
import java.util.List;

/** The parameters of the stream of events. */
final class EventParameters extends QueryParameters {

    static final EventParameters PARAMETERS = new EventParameters();

    final QueryParameter<List<String>> topics =
            add(
                    texts(
                            "topics",
                            "1 to 20 topics, also separated by commas: counts, tasks, attention,"
                                    + " task:<id>, log:<subTaskId>[:<attempt>][@<line>]. At most 5"
                                    + " logs; without an attempt the latest and newer ones,"
                                    + " without a line from the end on"));
}
