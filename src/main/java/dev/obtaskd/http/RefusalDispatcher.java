package dev.obtaskd.http;

import io.quarkus.arc.All;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Refuses a request through the API that owns its path. */
@ApplicationScoped
class RefusalDispatcher {

    private final List<RefusalWriter> writers;

    RefusalDispatcher(@All List<RefusalWriter> writers) {
        this.writers = writers;
    }

    /** Writes the response, and closes the connection if the fault requires it. */
    void refuse(RoutingContext context, RequestFault fault) {
        var response = context.response();
        if (response.ended() || response.headWritten()) {
            return;
        }
        if (fault.closes()) {
            response.putHeader("Connection", "close");
        }
        var path = context.request().path() == null ? "" : context.request().path();
        writer(path).refuse(context, fault);
    }

    /** The writer of the API that owns a path. */
    RefusalWriter writer(String path) {
        return writers.stream().filter(writer -> writer.owns(path)).findFirst().orElseThrow();
    }
}
