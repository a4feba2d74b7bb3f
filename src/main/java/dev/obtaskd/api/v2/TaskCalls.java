package dev.obtaskd.api.v2;

import dev.obtaskd.engine.EngineSettings;
import dev.obtaskd.task.Language;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Reads from a request all that is not its body. */
@ApplicationScoped
class TaskCalls {

    private final Actors actors;
    private final Clock clock;
    private final EngineSettings.AgentSettings self;

    TaskCalls(Actors actors, Clock clock, EngineSettings settings) {
        this.actors = actors;
        this.clock = clock;
        this.self = settings.agent();
    }

    /** A request with a body, which may be empty. */
    TaskCall of(HttpServerRequest request, byte[] body) {
        return new TaskCall(actors.of(request), wording(request), Idempotency.of(request, body));
    }

    /** In which words to answer. */
    Wording wording(HttpServerRequest request) {
        var language = Language.of(request.getHeader("Accept-Language"));
        return new Wording(language, clock.instant(), self.ip(), self.port());
    }
}
