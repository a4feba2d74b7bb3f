package dev.obtaskd.api.v2.http;

import dev.obtaskd.api.v2.wire.FieldError;
import dev.obtaskd.engine.Actor;
import dev.obtaskd.engine.IdempotentRequest;
import dev.obtaskd.engine.OwnAddresses;
import dev.obtaskd.engine.attempt.EngineSettings;
import dev.obtaskd.id.AgentAddress;
import dev.obtaskd.task.Task;
import dev.obtaskd.text.Language;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request to change something: its user, its idempotency key, and the context of its response.
 */
public record ChangeRequest(Actor actor, ResponseContext context, IdempotencyKey idempotencyKey) {

    /** Its idempotency for the engine; null without an idempotency key. */
    @Nullable
    public IdempotentRequest idempotentRequest(Function<Task, ChangeResponse> response) {
        var key = idempotencyKey.value();
        return key == null ? null : idempotentRequest(key, response);
    }

    /**
     * The same for one task of a batch: a retry of an interrupted batch applies the operation only
     * to the remaining tasks.
     */
    @Nullable
    public IdempotentRequest idempotentRequestForItem(
            String id, Function<Task, ChangeResponse> response) {
        var key = idempotencyKey.value();
        return key == null
                ? null
                : idempotentRequest(FieldError.truncated(id) + " of " + key, response);
    }

    private IdempotentRequest idempotentRequest(
            String key, Function<Task, ChangeResponse> response) {
        var hash = idempotencyKey.requestHash();
        return new IdempotentRequest(
                key,
                hash,
                task ->
                        response.apply(task)
                                .toIdempotencyRecord(actor.user(), key, hash, context.now()));
    }

    /** Reads the parts of a request other than its body. */
    @ApplicationScoped
    public static class Reader {

        private final RequestActor actors;
        private final Clock clock;
        private final AgentAddress self;
        private final OwnAddresses own;
        private final TargetMapper targets;

        Reader(
                RequestActor actors,
                Clock clock,
                EngineSettings settings,
                OwnAddresses own,
                TargetMapper targets) {
            this.actors = actors;
            this.clock = clock;
            this.self = settings.agent().address();
            this.own = own;
            this.targets = targets;
        }

        /** A request with a body, which may be empty. */
        public ChangeRequest read(HttpServerRequest request, byte[] body) {
            return new ChangeRequest(
                    actors.of(request), context(request), IdempotencyKey.of(request, body));
        }

        /** The user of a request. */
        public Actor actor(HttpServerRequest request) {
            return actors.of(request);
        }

        /** The context of the response to a request. */
        public ResponseContext context(HttpServerRequest request) {
            var language = Language.of(request.getHeader("Accept-Language"));
            return context(new Audience(language, actors.role()));
        }

        /** The context of what all callers of an audience get. */
        public ResponseContext context(Audience audience) {
            return new ResponseContext(
                    audience, clock.instant(), self, own::contains, targets::view);
        }
    }
}
