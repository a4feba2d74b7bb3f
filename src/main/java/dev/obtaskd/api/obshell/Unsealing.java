package dev.obtaskd.api.obshell;

import dev.obtaskd.task.Text;
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
 * Hands resources the body in clear, and answers a request that was here already. Comes after the log-in: an
 * answer to strangers about a body that cannot be decrypted would help them to decrypt others.
 */
class Unsealing {

    private static final int MOST = 1 << 20;
    private static final Text TOO_LARGE = new Text("it has more than " + MOST + " bytes", "超过 " + MOST + " 字节");

    private final Replays replays;

    Unsealing(Replays replays) {
        this.replays = replays;
    }

    @ServerRequestFilter
    @Nullable Uni<Response> unseal(ContainerRequestContext request, RoutingContext context) throws IOException {
        if (!Exchange.ours(context.request().path()) || request.getMethod().equals(HttpMethod.GET)) {
            return null;
        }
        var body = request.getEntityStream().readNBytes(MOST + 1);
        if (body.length > MOST) {
            throw new WireException(WireCode.REQUEST_BODY_READ_FAILED, TOO_LARGE);
        }
        var exchange = Exchange.of(context);
        var header = exchange.header();
        if (header == null) {
            return clear(request, body);
        }
        return switch (replays.seen(sent(context), body, header.until(), !SessionResource.path(context.request().path()))) {
            case Replays.Known.First(var answer) -> {
                exchange.awaitedBy(answer);
                yield clear(request, body.length == 0 ? body : Keys.of(header.keys()).decrypt(body));
            }
            case Replays.Known.Again(var answer) -> again(answer);
            case Replays.Known.Used() -> throw new WireException(WireCode.AUTH_EXPIRED);
        };
    }

    private static @Nullable Uni<Response> clear(ContainerRequestContext request, byte[] body) {
        request.setEntityStream(new ByteArrayInputStream(body));
        return null;
    }

    private static Uni<Response> again(CompletableFuture<Envelope> answer) {
        return Uni.createFrom().completionStage(answer)
                .map(envelope -> Response.status(envelope.status()).entity(envelope).build());
    }

    private static String sent(RoutingContext context) {
        var kind = HeaderKind.of(context.request());
        return kind == null ? "" : context.request().getHeader(kind.header());
    }
}
