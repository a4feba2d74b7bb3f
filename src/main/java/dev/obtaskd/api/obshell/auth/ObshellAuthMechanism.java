package dev.obtaskd.api.obshell.auth;

import dev.obtaskd.api.obshell.mapping.ObshellErrorCode;
import dev.obtaskd.api.obshell.mapping.ObshellException;
import dev.obtaskd.security.CallerAddress;
import dev.obtaskd.security.PasswordAuthRequest;
import dev.obtaskd.security.SessionStore;
import dev.obtaskd.security.TooManyAttemptsException;
import dev.obtaskd.security.UnixPeerCredentials;
import dev.obtaskd.security.VerifiedAccounts;
import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
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
 * Authentication by an encrypted header. Never rejects a request by itself, because parts of the
 * API are public: an error is stored in the {@link RequestContext} for resources that require
 * authentication.
 */
@ApplicationScoped
public class ObshellAuthMechanism implements HttpAuthenticationMechanism {
    private static final Messages MESSAGES = Messages.of("obshell");

    private static final String LOGIN = "/api/v1/login";
    private static final LocalizedText NOT_ALLOWED = MESSAGES.text("auth.peer");

    private final HeaderDecryptor decryptor;
    private final SessionStore sessions;
    private final VerifiedAccounts accounts;
    private final UnixPeerCredentials peers;
    private final Clock clock;

    ObshellAuthMechanism(
            HeaderDecryptor decryptor,
            SessionStore sessions,
            VerifiedAccounts accounts,
            UnixPeerCredentials peers,
            Clock clock) {
        this.decryptor = decryptor;
        this.sessions = sessions;
        this.accounts = accounts;
        this.peers = peers;
        this.clock = clock;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            RoutingContext context, IdentityProviderManager providers) {
        var request = context.request();
        var kind = AuthHeaderKind.of(request);
        if (!RequestContext.isObshellPath(request.path())) {
            return Uni.createFrom().nullItem();
        }
        var requestContext = RequestContext.of(context);
        if (kind == null) {
            return Uni.createFrom().item(byPeer(requestContext, request));
        }
        return decryptor
                .decrypt(
                        request.getHeader(kind.header()), CallerAddress.of(request.remoteAddress()))
                .chain(
                        header ->
                                identity(context, header, kind, providers)
                                        .invoke(() -> requestContext.setHeader(header)))
                .onFailure()
                .recoverWithItem(
                        fault -> {
                            requestContext.setRefusal(ExceptionRefusals.of(fault, requestContext));
                            return null;
                        });
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().nullItem();
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(PasswordAuthRequest.class);
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
        return Uni.createFrom()
                .item(
                        new HttpCredentialTransport(
                                HttpCredentialTransport.Type.OTHER_HEADER,
                                "X-OCS-Header",
                                "obshell"));
    }

    private Uni<SecurityIdentity> identity(
            RoutingContext context,
            AuthHeader header,
            AuthHeaderKind kind,
            IdentityProviderManager providers) {
        if (!header.uri().equals(context.request().uri())) {
            throw new ObshellException(ObshellErrorCode.HEADER_URI_MISMATCH);
        }
        if (!header.sessionId().isEmpty() && !context.request().path().equals(LOGIN)) {
            header.checkTime(clock.instant());
            return Uni.createFrom().item(bySession(header.sessionId()));
        }
        if (header.auth().isEmpty()) {
            throw new ObshellException(kind.incorrect());
        }
        header.checkTime(clock.instant());
        return byPassword(context, header, kind, providers);
    }

    private @Nullable SecurityIdentity byPeer(
            RequestContext requestContext, HttpServerRequest request) {
        var peer = peers.identity(request);
        if (peer.isEmpty() && UnixPeerCredentials.local(request)) {
            requestContext.setRefusal(
                    new ObshellException(ObshellErrorCode.USER_PERMISSION_DENIED, NOT_ALLOWED));
        }
        return peer.orElse(null);
    }

    private SecurityIdentity bySession(String id) {
        return switch (sessions.use(id)) {
            case SessionStore.Found.Open(var identity) -> current(id, identity);
            case SessionStore.Found.Expired() ->
                    throw new ObshellException(ObshellErrorCode.AUTH_SESSION_EXPIRED);
            case SessionStore.Found.Unknown() ->
                    throw new ObshellException(ObshellErrorCode.AUTH_SESSION_INVALID);
        };
    }

    /** A changed password, or a disabled or deleted account, ends its sessions. */
    private SecurityIdentity current(String id, SecurityIdentity opener) {
        return accounts.current(opener)
                .orElseThrow(
                        () -> {
                            sessions.close(id);
                            return new ObshellException(ObshellErrorCode.AUTH_SESSION_INVALID);
                        });
    }

    private static Uni<SecurityIdentity> byPassword(
            RoutingContext context,
            AuthHeader header,
            AuthHeaderKind kind,
            IdentityProviderManager providers) {
        var request = new PasswordAuthRequest(kind.accounts(), header.auth().toCharArray());
        return providers
                .authenticate(HttpSecurityUtils.setRoutingContextAttribute(request, context))
                .onFailure(AuthenticationFailedException.class)
                .transform(wrong -> new ObshellException(kind.incorrect()))
                .onFailure(TooManyAttemptsException.class)
                .transform(tooMany -> throttled((TooManyAttemptsException) tooMany));
    }

    private static ObshellException throttled(TooManyAttemptsException tooMany) {
        var seconds = Math.max(1, tooMany.retryAfter().toSeconds());
        return new ObshellException(
                ObshellErrorCode.AUTH_UNAUTHORIZED, MESSAGES.text("auth.throttled", seconds));
    }
}
