package dev.obtaskd.api.v2.http;

import dev.obtaskd.engine.OwnAddresses;
import dev.obtaskd.engine.attempt.EngineSettings;
import dev.obtaskd.id.AgentAddress;
import dev.obtaskd.text.Language;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Reads from a request all that is not its body. */
@ApplicationScoped
public class ChangeRequestReader {

    private final RequestActor actors;
    private final Clock clock;
    private final OwnAddresses own;
    private final AgentAddress self;

    ChangeRequestReader(
            RequestActor actors, Clock clock, EngineSettings settings, OwnAddresses own) {
        this.actors = actors;
        this.clock = clock;
        this.self = settings.agent().address();
        this.own = own;
    }

    /** A request with a body, which may be empty. */
    public ChangeRequest of(HttpServerRequest request, byte[] body) {
        return new ChangeRequest(
                actors.of(request), wording(request), IdempotencyKey.of(request, body));
    }

    /** In which words to answer. */
    public ResponseContext wording(HttpServerRequest request) {
        var language = Language.of(request.getHeader("Accept-Language"));
        return new ResponseContext(language, clock.instant(), self, own::include);
    }
}
