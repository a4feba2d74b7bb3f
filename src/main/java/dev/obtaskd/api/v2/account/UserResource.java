package dev.obtaskd.api.v2.account;

import dev.obtaskd.account.Accounts;
import dev.obtaskd.account.AuditedChange;
import dev.obtaskd.account.StoredUser;
import dev.obtaskd.api.v2.http.AcceptsQuery;
import dev.obtaskd.api.v2.http.InMemoryPage;
import dev.obtaskd.api.v2.http.PageParameters;
import dev.obtaskd.api.v2.http.QueryParameters;
import dev.obtaskd.api.v2.http.StrictJson;
import dev.obtaskd.api.v2.openapi.OpenApiRefs;
import dev.obtaskd.api.v2.wire.account.UserChangeRequest;
import dev.obtaskd.api.v2.wire.account.UserList;
import dev.obtaskd.api.v2.wire.account.UserRequest;
import dev.obtaskd.api.v2.wire.account.UserView;
import dev.obtaskd.security.Permission;
import dev.obtaskd.security.session.ApiTokens;
import dev.obtaskd.security.session.LoginSessions;
import dev.obtaskd.security.user.UserManagement;
import dev.obtaskd.store.AuditEntry.ObjectType;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Manages users. */
@Tag(name = "users")
@Path("/api/v2/users")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RolesAllowed(Permission.USER_MANAGE)
public class UserResource {

    private final UserManagement users;
    private final LoginSessions sessions;
    private final ApiTokens tokens;
    private final AccountCaller caller;

    UserResource(
            UserManagement users, LoginSessions sessions, ApiTokens tokens, AccountCaller caller) {
        this.users = users;
        this.sessions = sessions;
        this.tokens = tokens;
        this.caller = caller;
    }

    /** A page of the users. */
    @GET
    @Operation(operationId = "listUsers", summary = "List the users by name")
    @AcceptsQuery(PageParameters.class)
    public UserList list(@Context HttpServerRequest request) {
        var query = PageParameters.PAGE.read(request);
        var page = InMemoryPage.of(query, "users", users.all(), StoredUser::name);
        return new UserList(page.items().stream().map(this::view).toList(), page.nextCursor());
    }

    /** Creates a user. */
    @POST
    @Operation(operationId = "createUser", summary = "Create a user")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = UserRequest.class)))
    @APIResponse(
            responseCode = "201",
            description = "The user, stored durably",
            content = @Content(schema = @Schema(implementation = UserView.class)))
    @APIResponse(responseCode = "409", ref = OpenApiRefs.PROBLEM)
    public Response create(InputStream body, @Context HttpServerRequest request)
            throws IOException {
        QueryParameters.NONE.read(request);
        var sent = StrictJson.required(StrictJson.bytes(body), UserRequest.class);
        var name = AccountFields.userName(sent.name());
        var role = AccountFields.requiredRole(sent.role());
        var password = AccountFields.newPassword("/password", name, sent.password());
        var user =
                caller.audited(
                        request,
                        AuditedChange.created("user.create", ObjectType.USER, name, role.name()),
                        audit -> users.create(name, role, password, audit));
        return Response.status(Response.Status.CREATED).entity(view(user)).build();
    }

    /** Changes role, password or {@code disabled}. */
    @PATCH
    @Path("{name}")
    @Operation(
            operationId = "changeUser",
            summary =
                    "Change a user; effective at once. A new password, and disabling, end its"
                            + " sessions and tokens")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = UserChangeRequest.class)))
    @APIResponse(
            responseCode = "200",
            description = "The user, stored durably",
            content = @Content(schema = @Schema(implementation = UserView.class)))
    @APIResponse(responseCode = "409", ref = OpenApiRefs.PROBLEM)
    public UserView change(
            @PathParam("name") String name, InputStream body, @Context HttpServerRequest request)
            throws IOException {
        QueryParameters.NONE.read(request);
        var sent = StrictJson.required(StrictJson.bytes(body), UserChangeRequest.class);
        var role = AccountFields.role(sent.role());
        var password =
                sent.password() == null
                        ? null
                        : AccountFields.newPassword("/password", name, sent.password());
        users.find(name);
        var change =
                new AuditedChange(
                        "user.change",
                        ObjectType.USER,
                        name,
                        all -> state(all, name),
                        all -> state(all, name) + (password == null ? "" : ", new password"));
        return view(
                caller.audited(
                        request,
                        change,
                        audit -> users.change(name, role, sent.disabled(), password, audit)));
    }

    /** Deletes a user. */
    @DELETE
    @Path("{name}")
    @Operation(
            operationId = "deleteUser",
            summary = "Delete a user with its sessions and tokens; effective at once")
    @APIResponse(responseCode = "204", description = "The user is deleted")
    @APIResponse(responseCode = "409", ref = OpenApiRefs.PROBLEM)
    public void delete(@PathParam("name") String name, @Context HttpServerRequest request) {
        QueryParameters.NONE.read(request);
        users.find(name);
        caller.audited(
                request,
                new AuditedChange(
                        "user.delete", ObjectType.USER, name, all -> state(all, name), all -> null),
                audit -> {
                    users.delete(name, audit);
                    return name;
                });
    }

    private UserView view(StoredUser user) {
        return new UserView(
                user.name(),
                user.role(),
                user.disabled(),
                user.createdAt(),
                user.lastLoginAt(),
                sessions.count(user.name()),
                tokens.of(user.name()).size());
    }

    private static @Nullable String state(Accounts all, String name) {
        return all.user(name)
                .map(user -> user.role() + (user.disabled() ? ", disabled" : ""))
                .orElse(null);
    }
}
