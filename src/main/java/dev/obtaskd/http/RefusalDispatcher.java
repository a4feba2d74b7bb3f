package dev.obtaskd.http;

import io.quarkus.arc.All;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Refuses a request in the words of the API that its path belongs to. */
@ApplicationScoped
class RefusalDispatcher {

    private final List<RefusalWriter> wordings;

    RefusalDispatcher(@All List<RefusalWriter> wordings) {
        this.wordings = wordings;
    }

    /** Answers, and ends the connection if the fault says so. */
    void refuse(RoutingContext context, RequestFault fault) {
        var response = context.response();
        if (response.ended() || response.headWritten()) {
            return;
        }
        if (fault.closes()) {
            response.putHeader("Connection", "close");
        }
        var path = context.request().path() == null ? "" : context.request().path();
        wording(path).refuse(context, fault);
    }

    /** That of the API which a path belongs to. */
    RefusalWriter wording(String path) {
        return wordings.stream().filter(wording -> wording.owns(path)).findFirst().orElseThrow();
    }
}
