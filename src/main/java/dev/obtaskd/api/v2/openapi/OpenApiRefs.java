package dev.obtaskd.api.v2.openapi;

/** Names of the shared components of the OpenAPI document, which the package declares. */
public final class OpenApiRefs {

    public static final String KEY = "Idempotency-Key";
    public static final String IF_MATCH = "If-Match";
    public static final String LANGUAGE = "Accept-Language";
    public static final String PROBLEM = "Problem";
    public static final String ETAG = "ETag";
    public static final String RANGE = "Range";
    public static final String REASON = "Reason";

    private OpenApiRefs() {}
}
