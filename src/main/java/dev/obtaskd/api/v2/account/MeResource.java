package dev.obtaskd.api.v2.account;

import dev.obtaskd.account.AuditedChange;
import dev.obtaskd.api.v2.http.ErrorCode;
import dev.obtaskd.api.v2.http.ProblemException;
import dev.obtaskd.api.v2.http.QueryParameters;
import dev.obtaskd.api.v2.http.StrictJson;
import dev.obtaskd.api.v2.wire.account.MeView;
import dev.obtaskd.api.v2.wire.account.PasswordRequest;
import dev.obtaskd.security.Authenticator;
import dev.obtaskd.security.CallerAddress;
import dev.obtaskd.security.LoginAudit;
import dev.obtaskd.security.Permission;
import dev.obtaskd.security.UserAccount;
import dev.obtaskd.security.session.LoginSession;
import dev.obtaskd.security.user.UserManagement;
import dev.obtaskd.store.AuditEntry.ObjectType;
import dev.obtaskd.text.Messages;
import io.quarkus.security.AuthenticationFailedException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller itself. */
@Tag(name = "session")
@Path("/api/v2/me")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class MeResource {

    private static final Messages MESSAGES = Messages.of("account");

    private final AccountCaller caller;
    private final MeViews views;
    private final Authenticator authenticator;
    private final LoginAudit logins;
    private final UserManagement users;

    MeResource(
            AccountCaller caller,
            MeViews views,
            Authenticator authenticator,
            LoginAudit logins,
            UserManagement users) {
        this.caller = caller;
        this.views = views;
        this.authenticator = authenticator;
        this.logins = logins;
        this.users = users;
    }

    /** Who the caller is and what it may do. */
    @GET
    @RolesAllowed("TASK_VIEWER")
    @Operation(operationId = "getMe", summary = "Show the caller and its permissions")
    public MeView me(@Context HttpServerRequest request) {
        QueryParameters.NONE.read(request);
        return views.of(caller.identity());
    }

    /** Changes the caller's own password. */
    @PUT
    @Path("password")
    @RolesAllowed(Permission.OWN_ACCOUNT)
    @Operation(
            operationId = "changeMyPassword",
            summary = "Change the caller's own password; its other sessions end, its tokens stay")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = PasswordRequest.class)))
    @APIResponse(responseCode = "204", description = "The password is changed")
    @APIResponse(responseCode = "409", ref = "Problem")
    public void changePassword(InputStream body, @Context HttpServerRequest request)
            throws IOException {
        QueryParameters.NONE.read(request);
        var sent = StrictJson.required(StrictJson.bytes(body), PasswordRequest.class);
        caller.requireLocal();
        var name = caller.name();
        var current = AccountFields.required("/current", sent.current());
        var password = AccountFields.newPassword("/new", name, sent.replacement());
        var session = LoginSession.of(caller.identity()).map(LoginSession::idHash).orElse(null);
        var verified = verified(request, name, current);
        caller.audited(
                request,
                AuditedChange.created("password.change", ObjectType.USER, name, "new password"),
                audit -> {
                    users.changePassword(verified, password, session, audit);
                    return name;
                });
    }

    private UserAccount verified(HttpServerRequest request, String name, String password) {
        try {
            return authenticator
                    .check(
                            CallerAddress.of(request.remoteAddress()),
                            List.of(name),
                            password.toCharArray())
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof AuthenticationFailedException) {
                logins.failed(request, name);
                throw ProblemException.of(ErrorCode.AUTH_FAILED, MESSAGES.text("password.wrong"));
            }
            if (e.getCause() instanceof RuntimeException refusal) {
                throw refusal;
            }
            throw e;
        }
    }
}
