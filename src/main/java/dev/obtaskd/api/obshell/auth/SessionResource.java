package dev.obtaskd.api.obshell.auth;

import dev.obtaskd.api.obshell.mapping.LenientJson;
import dev.obtaskd.api.obshell.mapping.ObshellErrorCode;
import dev.obtaskd.api.obshell.mapping.ObshellException;
import dev.obtaskd.security.SessionStore;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.Set;

/** Login sessions, as pages use them. */
@Path("/api/v1")
@RolesAllowed("TASK_VIEWER")
public class SessionResource {

    private static final Set<String> PATHS = Set.of("/api/v1/login", "/api/v1/logout");

    private final SessionStore sessions;
    private final CurrentIdentityAssociation caller;

    SessionResource(SessionStore sessions, CurrentIdentityAssociation caller) {
        this.sessions = sessions;
        this.caller = caller;
    }

    /** Whether a path is a login or logout, which do not write to the store. */
    static boolean path(String path) {
        return PATHS.contains(path);
    }

    /** Opens a session; its id is encrypted with the caller's keys. */
    @POST
    @Path("login")
    public String login(@Context RoutingContext context) {
        var header = RequestContext.of(context).header();
        if (header == null) {
            throw new ObshellException(ObshellErrorCode.REQUEST_AES_KEY_NOT_FOUND);
        }
        var keys = BodyCipher.of(header.keys());
        return keys.encrypt(sessions.open(caller.getIdentity()));
    }

    /** Closes the session of the header, or without one the session named in the body. */
    @POST
    @Path("logout")
    public void logout(byte[] body, @Context RoutingContext context) {
        var named = LenientJson.string(body, "session_id");
        var header = RequestContext.of(context).header();
        sessions.close(header == null || header.sessionId().isEmpty() ? named : header.sessionId());
    }
}
