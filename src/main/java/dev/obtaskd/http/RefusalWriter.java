package dev.obtaskd.http;

import io.vertx.ext.web.RoutingContext;

/** Writes error responses for the paths of an API. */
public interface RefusalWriter {

    /** Whether a path belongs to this API; every path belongs to exactly one. */
    boolean owns(String path);

    /** Whether the API accepts credentials that browsers add automatically, such as cookies. */
    boolean trustsBrowsers();

    /** Writes the complete response. */
    void refuse(RoutingContext context, RequestFault fault);
}
