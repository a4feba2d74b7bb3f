package dev.obtaskd.security.session;

import dev.obtaskd.account.AccountRepository;
import dev.obtaskd.security.LoginMethod;
import dev.obtaskd.security.UserRole;
import dev.obtaskd.security.VerifiedAccounts;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Checks again whether callers of long requests are still logged in. */
@ApplicationScoped
public class CurrentLogins {

    private final AccountRepository accounts;
    private final LoginSessions sessions;
    private final ApiTokens tokens;
    private final VerifiedAccounts verified;

    CurrentLogins(
            AccountRepository accounts,
            LoginSessions sessions,
            ApiTokens tokens,
            VerifiedAccounts verified) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.tokens = tokens;
        this.verified = verified;
    }

    /**
     * The role that a caller has now; empty if the session or token has ended, or the password
     * changed. Does not block, and does not count as a use of a session.
     */
    public Optional<UserRole> role(SecurityIdentity identity) {
        return switch (LoginMethod.of(identity)) {
            case SESSION -> LoginSession.of(identity).flatMap(sessions::role);
            case TOKEN -> tokens.role(identity.<String>getAttribute(BearerAuthMechanism.TOKEN_ID));
            case BASIC -> verified.current(identity).map(UserRole::of);
            case SOCKET -> Optional.of(UserRole.of(identity));
        };
    }

    /** Registers a listener that is called when a user, session or token has changed. */
    public void onChange(Runnable listener) {
        accounts.onChange(listener);
    }
}
