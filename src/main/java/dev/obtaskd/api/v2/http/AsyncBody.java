package dev.obtaskd.api.v2.http;

import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;

/** The body of a response that sends itself, without a thread of the request pool. */
public interface AsyncBody {

    /** Starts sending it; suspends the request, and resumes it when the body is sent or aborted. */
    void send(ResteasyReactiveRequestContext context);
}
