package dev.obtaskd.http;

import io.vertx.ext.web.RoutingContext;

/** Writes refusals in the words of the API that a path belongs to. */
public interface RefusalWriter {

    /** Whether a path belongs to this API; every path belongs to exactly one. */
    boolean owns(String path);

    /** Whether it takes credentials that browsers add by themselves, such as cookies. */
    boolean trustsBrowsers();

    /** Writes the complete answer. */
    void refuse(RoutingContext context, RequestFault fault);
}
