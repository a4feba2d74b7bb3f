package dev.obtaskd.api.obshell;

import dev.obtaskd.security.Address;
import dev.obtaskd.security.PasswordRequest;
import dev.obtaskd.security.Peers;
import dev.obtaskd.security.Sessions;
import dev.obtaskd.security.TooManyTries;
import dev.obtaskd.task.Text;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * obshell's log-in by an encrypted header. Never refuses by itself: parts of the API are open to everybody,
 * so it leaves what is wrong in the {@link Exchange} for those that are not.
 */
@ApplicationScoped
public class WireMechanism implements HttpAuthenticationMechanism {

    private static final String LOGIN = "/api/v1/login";
    private static final Text STRANGER = new Text("root and the daemon's own user get in here", "仅 root 与本服务的运行用户可由此进入");

    private final Opener opener;
    private final Sessions sessions;
    private final Peers peers;
    private final Clock clock;

    WireMechanism(Opener opener, Sessions sessions, Peers peers, Clock clock) {
        this.opener = opener;
        this.sessions = sessions;
        this.peers = peers;
        this.clock = clock;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        var request = context.request();
        var kind = HeaderKind.of(request);
        if (!Exchange.ours(request.path())) {
            return Uni.createFrom().nullItem();
        }
        var exchange = Exchange.of(context);
        if (kind == null) {
            return Uni.createFrom().item(byPeer(exchange, request));
        }
        return opener.open(request.getHeader(kind.header()), Address.of(request.remoteAddress()))
                .chain(header -> identity(context, header, kind, providers).invoke(() -> exchange.admitted(header)))
                .onFailure().recoverWithItem(fault -> {
                    exchange.refused(Refusal.of(fault, exchange));
                    return null;
                });
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().nullItem();
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(PasswordRequest.class);
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
        return Uni.createFrom().item(
                new HttpCredentialTransport(HttpCredentialTransport.Type.OTHER_HEADER, "X-OCS-Header", "obshell"));
    }

    private Uni<SecurityIdentity> identity(
            RoutingContext context, Header header, HeaderKind kind, IdentityProviderManager providers) {
        if (!header.uri().equals(context.request().uri())) {
            throw new WireException(WireCode.HEADER_URI_MISMATCH);
        }
        if (!header.sessionId().isEmpty() && !context.request().path().equals(LOGIN)) {
            header.checkTime(clock.instant());
            return Uni.createFrom().item(bySession(header.sessionId()));
        }
        if (header.auth().isEmpty()) {
            throw new WireException(kind.incorrect());
        }
        header.checkTime(clock.instant());
        return byPassword(context, header, kind, providers);
    }

    private @Nullable SecurityIdentity byPeer(Exchange exchange, HttpServerRequest request) {
        var peer = peers.identity(request);
        if (peer.isEmpty() && Peers.local(request)) {
            exchange.refused(new WireException(WireCode.USER_PERMISSION_DENIED, STRANGER));
        }
        return peer.orElse(null);
    }

    private SecurityIdentity bySession(String id) {
        return switch (sessions.use(id)) {
            case Sessions.Found.Open(var identity) -> identity;
            case Sessions.Found.Expired() -> throw new WireException(WireCode.AUTH_SESSION_EXPIRED);
            case Sessions.Found.Unknown() -> throw new WireException(WireCode.AUTH_SESSION_INVALID);
        };
    }

    private static Uni<SecurityIdentity> byPassword(
            RoutingContext context, Header header, HeaderKind kind, IdentityProviderManager providers) {
        var request = new PasswordRequest(kind.accounts(), header.auth().toCharArray());
        return providers.authenticate(HttpSecurityUtils.setRoutingContextAttribute(request, context))
                .onFailure(AuthenticationFailedException.class)
                .transform(wrong -> new WireException(kind.incorrect()))
                .onFailure(TooManyTries.class)
                .transform(tooMany -> throttled((TooManyTries) tooMany));
    }

    private static WireException throttled(TooManyTries tooMany) {
        var seconds = Math.max(1, tooMany.retryAfter().toSeconds());
        return new WireException(WireCode.AUTH_UNAUTHORIZED,
                new Text("too many tries, wait " + seconds + " seconds", "尝试次数过多, 请等待 " + seconds + " 秒"));
    }
}
