package dev.obtaskd.api.v2.http;

/**
 * Names under which the description of the API (at the package) keeps what several paths have in
 * common.
 */
public final class OpenApiRefs {

    public static final String LIMIT = "limit";
    public static final String CURSOR = "cursor";
    public static final String DRY_RUN = "dryRun";
    public static final String KEY = "Idempotency-Key";
    public static final String IF_MATCH = "If-Match";
    public static final String LANGUAGE = "Accept-Language";
    public static final String PROBLEM = "Problem";
    public static final String ETAG = "ETag";
    public static final String RANGE = "Range";
    public static final String REASON = "Reason";

    private OpenApiRefs() {}
}
