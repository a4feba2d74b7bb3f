package dev.obtaskd.api.v2.http;

import static dev.obtaskd.api.v2.http.QueryParameter.limit;
import static dev.obtaskd.api.v2.http.QueryParameter.text;

/** The parameters that select a page of a list. Lists with further parameters extend it. */
public class PageParameters extends QueryParameters {

    /** The declaration of a list without further parameters. */
    public static final PageParameters PAGE = new PageParameters();

    public final QueryParameter<Integer> limit = add(limit(50, 500, "Maximum number of items"));
    public final QueryParameter<String> cursor =
            add(text("cursor", "nextCursor of the previous page"));
}
