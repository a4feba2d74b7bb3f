package dev.obtaskd.api.obshell.auth;

import dev.obtaskd.api.obshell.mapping.Envelope;
import dev.obtaskd.api.obshell.mapping.ObshellErrorCode;
import dev.obtaskd.api.obshell.mapping.ObshellException;
import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Decrypts bodies, and answers repeated requests. Runs after authentication: error messages about
 * decryption would help an unauthenticated caller to decrypt the bodies of others.
 */
class BodyDecryptionFilter {
    private static final Messages MESSAGES = Messages.of("obshell");

    private static final int MAX_BYTES = 1 << 20;
    private static final LocalizedText TOO_LARGE = MESSAGES.text("body.too-long", MAX_BYTES);

    private final ReplayGuard replays;

    BodyDecryptionFilter(ReplayGuard replays) {
        this.replays = replays;
    }

    @ServerRequestFilter
    @Nullable Uni<Response> decrypt(ContainerRequestContext request, RoutingContext context)
            throws IOException {
        if (!RequestContext.isObshellPath(context.request().path())
                || request.getMethod().equals(HttpMethod.GET)) {
            return null;
        }
        var body = request.getEntityStream().readNBytes(MAX_BYTES + 1);
        if (body.length > MAX_BYTES) {
            throw new ObshellException(ObshellErrorCode.REQUEST_BODY_READ_FAILED, TOO_LARGE);
        }
        var requestContext = RequestContext.of(context);
        var header = requestContext.header();
        if (header == null) {
            return clear(request, body);
        }
        return switch (replays.check(
                headerValue(context),
                body,
                header.until(),
                !SessionResource.path(context.request().path()))) {
            case ReplayGuard.Known.First(var answer) -> {
                requestContext.setPendingAnswer(answer);
                yield clear(
                        request,
                        body.length == 0 ? body : BodyCipher.of(header.keys()).decrypt(body));
            }
            case ReplayGuard.Known.Repeated(var answer) -> repeat(answer);
            case ReplayGuard.Known.Used() ->
                    throw new ObshellException(ObshellErrorCode.AUTH_EXPIRED);
        };
    }

    private static @Nullable Uni<Response> clear(ContainerRequestContext request, byte[] body) {
        request.setEntityStream(new ByteArrayInputStream(body));
        return null;
    }

    private static Uni<Response> repeat(CompletableFuture<Envelope> answer) {
        return Uni.createFrom()
                .completionStage(answer)
                .map(envelope -> Response.status(envelope.status()).entity(envelope).build());
    }

    private static String headerValue(RoutingContext context) {
        var kind = AuthHeaderKind.of(context.request());
        return kind == null ? "" : context.request().getHeader(kind.header());
    }
}
