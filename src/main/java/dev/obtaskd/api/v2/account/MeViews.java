package dev.obtaskd.api.v2.account;

import dev.obtaskd.api.v2.http.WireEnums;
import dev.obtaskd.api.v2.wire.account.MeView;
import dev.obtaskd.security.InitialAdmin;
import dev.obtaskd.security.LoginMethod;
import dev.obtaskd.security.Permission;
import dev.obtaskd.security.RootPasswordCheck;
import dev.obtaskd.security.UserRole;
import dev.obtaskd.security.session.LoginSession;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Maps callers to the wire format. */
@ApplicationScoped
class MeViews {

    private final InitialAdmin initialAdmin;

    MeViews(InitialAdmin initialAdmin) {
        this.initialAdmin = initialAdmin;
    }

    /** An authenticated caller. */
    MeView of(SecurityIdentity identity) {
        return of(
                identity.getPrincipal().getName(),
                UserRole.of(identity),
                LoginMethod.of(identity),
                LoginSession.of(identity).orElse(null));
    }

    /** The user of a session. */
    MeView of(LoginSession session) {
        return of(session.user(), session.role(), LoginMethod.SESSION, session);
    }

    private MeView of(
            String name, UserRole role, LoginMethod method, @Nullable LoginSession session) {
        var local = method != LoginMethod.SOCKET && !name.equals(RootPasswordCheck.NAME);
        return new MeView(
                name,
                role.name(),
                WireEnums.of(MeView.Via.class, method),
                Permission.of(role, method).stream().map(Permission::word).toList(),
                local && method != LoginMethod.TOKEN,
                local && initialAdmin.hasInitialPassword(name),
                session == null ? null : session.csrfToken(),
                session == null
                        ? null
                        : new MeView.MeSession(
                                session.createdAt(), session.idleUntil(), session.until()));
    }
}
