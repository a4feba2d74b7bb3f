package dev.obtaskd.api.v2.account;

import dev.obtaskd.account.AuditedChange;
import dev.obtaskd.account.ChangeAudit;
import dev.obtaskd.api.v2.http.ErrorCode;
import dev.obtaskd.api.v2.http.ProblemException;
import dev.obtaskd.api.v2.http.QueryParameters;
import dev.obtaskd.api.v2.http.StrictJson;
import dev.obtaskd.api.v2.wire.account.LoginRequest;
import dev.obtaskd.api.v2.wire.account.MeView;
import dev.obtaskd.security.AccountAudit;
import dev.obtaskd.security.AuditActor;
import dev.obtaskd.security.Authenticator;
import dev.obtaskd.security.CallerAddress;
import dev.obtaskd.security.LoginAudit;
import dev.obtaskd.security.UserAccount;
import dev.obtaskd.security.UserRole;
import dev.obtaskd.security.session.LoginSession;
import dev.obtaskd.security.session.LoginSessions;
import dev.obtaskd.security.session.SessionCookie;
import dev.obtaskd.store.AuditEntry.ObjectType;
import dev.obtaskd.task.TaskDefinition;
import dev.obtaskd.text.Messages;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Log-in and log-out of the page. */
@Tag(name = "session")
@Path("/api/v2/session")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@PermitAll
public class SessionResource {

    private static final Messages MESSAGES = Messages.of("account");

    /** State of a session in the audit. */
    private static final String OPEN = "open";

    private final Authenticator authenticator;
    private final LoginSessions sessions;
    private final SessionCookie cookie;
    private final SecurityIdentity identity;
    private final MeViews views;
    private final AccountAudit audit;
    private final LoginAudit logins;

    SessionResource(
            Authenticator authenticator,
            LoginSessions sessions,
            SessionCookie cookie,
            SecurityIdentity identity,
            MeViews views,
            AccountAudit audit,
            LoginAudit logins) {
        this.authenticator = authenticator;
        this.sessions = sessions;
        this.cookie = cookie;
        this.identity = identity;
        this.views = views;
        this.audit = audit;
        this.logins = logins;
    }

    /** Opens a session. */
    @POST
    @Operation(
            operationId = "login",
            summary = "Log in: open a session, whose id is in the cookie of the response")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = LoginRequest.class)))
    @APIResponse(
            responseCode = "201",
            description = "The user; csrfToken is required in writes with the cookie",
            headers =
                    @Header(
                            name = "Set-Cookie",
                            description = "The session",
                            schema = @Schema(implementation = String.class)),
            content = @Content(schema = @Schema(implementation = MeView.class)))
    public Response login(InputStream body, @Context HttpServerRequest request) throws IOException {
        QueryParameters.NONE.read(request);
        var sent = StrictJson.required(StrictJson.bytes(body), LoginRequest.class);
        var name = AccountFields.required("/name", sent.name());
        var password = AccountFields.required("/password", sent.password());
        var address = CallerAddress.of(request.remoteAddress());
        try {
            var account = verified(address, name, password);
            var opened = sessions.open(account, login(account, request));
            LoginSession.of(identity)
                    .ifPresent(replaced -> sessions.end(replaced, ChangeAudit.NONE));
            return Response.status(Response.Status.CREATED)
                    .header("Set-Cookie", cookie.set(opened.id(), request.isSSL()))
                    .entity(views.of(opened.session()))
                    .build();
        } catch (AuthenticationFailedException wrong) {
            logins.failed(request, name);
            throw ProblemException.of(ErrorCode.AUTH_FAILED, MESSAGES.text("login.failed"));
        }
    }

    /** Ends the session of the request. */
    @DELETE
    @Operation(operationId = "logout", summary = "Log out: end the session, if there is one")
    @APIResponse(
            responseCode = "204",
            description = "There is no session any more",
            headers =
                    @Header(
                            name = "Set-Cookie",
                            description = "Removes the cookie",
                            schema = @Schema(implementation = String.class)))
    public Response logout(@Context HttpServerRequest request) {
        QueryParameters.NONE.read(request);
        LoginSession.of(identity)
                .ifPresent(session -> sessions.end(session, logout(session, request)));
        return Response.noContent().header("Set-Cookie", cookie.remove(request.isSSL())).build();
    }

    private UserAccount verified(CallerAddress address, String name, String password) {
        try {
            return authenticator.check(address, List.of(name), password.toCharArray()).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException refusal) {
                throw refusal;
            }
            throw e;
        }
    }

    private ChangeAudit login(UserAccount account, HttpServerRequest request) {
        return audit.accepted(
                actor(account.name(), account.role(), request),
                AuditedChange.created("login", ObjectType.SESSION, account.name(), OPEN));
    }

    private ChangeAudit logout(LoginSession session, HttpServerRequest request) {
        return audit.accepted(
                actor(session.user(), session.role(), request),
                new AuditedChange(
                        "logout", ObjectType.SESSION, session.user(), all -> OPEN, all -> null));
    }

    private static AuditActor actor(String name, UserRole role, HttpServerRequest request) {
        return new AuditActor(
                name,
                role.name(),
                TaskDefinition.Source.WEB,
                CallerAddress.of(request.remoteAddress()).text());
    }
}
