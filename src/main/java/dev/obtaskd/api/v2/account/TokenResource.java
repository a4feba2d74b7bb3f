package dev.obtaskd.api.v2.account;

import dev.obtaskd.account.AuditedChange;
import dev.obtaskd.account.StoredToken;
import dev.obtaskd.api.v2.http.AcceptsQuery;
import dev.obtaskd.api.v2.http.ErrorCode;
import dev.obtaskd.api.v2.http.InMemoryPage;
import dev.obtaskd.api.v2.http.ProblemException;
import dev.obtaskd.api.v2.http.QueryParameters;
import dev.obtaskd.api.v2.http.StrictJson;
import dev.obtaskd.api.v2.openapi.OpenApiRefs;
import dev.obtaskd.api.v2.wire.account.CreatedTokenView;
import dev.obtaskd.api.v2.wire.account.TokenList;
import dev.obtaskd.api.v2.wire.account.TokenRequest;
import dev.obtaskd.api.v2.wire.account.TokenView;
import dev.obtaskd.security.Permission;
import dev.obtaskd.security.UserRole;
import dev.obtaskd.security.session.ApiTokens;
import dev.obtaskd.security.user.UserManagement;
import dev.obtaskd.store.AuditEntry.ObjectType;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Bearer tokens: the caller's own, and for administrators those of other users. */
@Tag(name = "tokens")
@Path("/api/v2/tokens")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RolesAllowed(Permission.OWN_ACCOUNT)
public class TokenResource {

    private final ApiTokens tokens;
    private final UserManagement users;
    private final AccountCaller caller;

    TokenResource(ApiTokens tokens, UserManagement users, AccountCaller caller) {
        this.tokens = tokens;
        this.users = users;
        this.caller = caller;
    }

    /** A page of the tokens of a user. */
    @GET
    @Operation(operationId = "listTokens", summary = "List the tokens of a user, oldest first")
    @AcceptsQuery(TokenListParameters.class)
    @APIResponse(responseCode = "200", description = "A page; nextCursor is null on the last page")
    @APIResponse(responseCode = "404", ref = OpenApiRefs.PROBLEM)
    public TokenList list(@Context HttpServerRequest request) {
        var query = TokenListParameters.LIST.read(request);
        var page =
                InMemoryPage.of(
                        query,
                        "tokens",
                        tokens.of(owner(query.find(TokenListParameters.LIST.owner))),
                        token -> token.createdAt() + " " + token.id());
        return new TokenList(
                page.items().stream().map(TokenResource::view).toList(), page.nextCursor());
    }

    /** Creates a token. */
    @POST
    @Operation(
            operationId = "createToken",
            summary = "Create a bearer token; its secret is in this response only")
    @AcceptsQuery(TokenOwnerParameters.class)
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = TokenRequest.class)))
    @APIResponse(
            responseCode = "201",
            description = "The token with its secret, stored durably",
            content = @Content(schema = @Schema(implementation = CreatedTokenView.class)))
    @APIResponse(responseCode = "404", ref = OpenApiRefs.PROBLEM)
    @APIResponse(responseCode = "409", ref = OpenApiRefs.PROBLEM)
    public Response create(InputStream body, @Context HttpServerRequest request)
            throws IOException {
        var query = TokenOwnerParameters.OWNER.read(request);
        var sent = StrictJson.required(StrictJson.bytes(body), TokenRequest.class);
        var name = AccountFields.tokenName(sent.name());
        var own = AccountFields.role(sent.role());
        var days = Duration.ofDays(AccountFields.days(sent.expiresInDays()));
        var owner = users.find(owner(query.find(TokenOwnerParameters.OWNER.owner)));
        var role = own == null ? UserRole.valueOf(owner.role()) : own;
        var created = tokens.generate(owner.name(), name, role, days);
        caller.audited(
                request,
                AuditedChange.created(
                                "token.create",
                                ObjectType.TOKEN,
                                created.token().id(),
                                state(created.token()))
                        .withUnknownId(),
                audit -> {
                    tokens.add(created, audit);
                    return created;
                });
        return Response.status(Response.Status.CREATED)
                .entity(new CreatedTokenView(view(created.token()), created.secret()))
                .build();
    }

    /** Deletes a token. */
    @DELETE
    @Path("{id}")
    @Operation(operationId = "deleteToken", summary = "Delete a token; effective at once")
    @APIResponse(responseCode = "204", description = "The token is deleted")
    public void delete(@PathParam("id") String id, @Context HttpServerRequest request) {
        QueryParameters.NONE.read(request);
        var mine = caller.admin() ? Optional.<String>empty() : Optional.of(caller.name());
        var token = tokens.find(id, mine);
        caller.audited(
                request,
                new AuditedChange(
                        "token.delete",
                        ObjectType.TOKEN,
                        token.id(),
                        all -> state(token),
                        all -> null),
                audit -> {
                    tokens.delete(token.id(), audit);
                    return token;
                });
    }

    private String owner(Optional<String> owner) {
        if (owner.isEmpty()) {
            caller.requireLocal();
            return caller.name();
        }
        if (!caller.admin() && !owner.get().equals(caller.name())) {
            throw ProblemException.of(ErrorCode.AUTH_FORBIDDEN);
        }
        return users.find(owner.get()).name();
    }

    private static String state(StoredToken token) {
        return token.owner() + " " + token.role();
    }

    private static TokenView view(StoredToken token) {
        return new TokenView(
                token.id(),
                token.name(),
                token.owner(),
                token.role(),
                token.createdAt(),
                token.expiresAt(),
                token.usedAt());
    }
}
