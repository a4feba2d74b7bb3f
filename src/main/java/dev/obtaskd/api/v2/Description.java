package dev.obtaskd.api.v2;

/** Names under which the description of the API (at the package) keeps what several paths have in common. */
final class Description {

    static final String LIMIT = "limit";
    static final String CURSOR = "cursor";
    static final String DRY_RUN = "dryRun";
    static final String KEY = "Idempotency-Key";
    static final String IF_MATCH = "If-Match";
    static final String LANGUAGE = "Accept-Language";
    static final String PROBLEM = "Problem";
    static final String ETAG = "ETag";
    static final String RANGE = "Range";
    static final String REASON = "Reason";

    private Description() {}
}
