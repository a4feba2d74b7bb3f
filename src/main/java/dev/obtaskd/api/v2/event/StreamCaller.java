package dev.obtaskd.api.v2.event;

import dev.obtaskd.api.v2.wire.EventViews.ByeReason;
import dev.obtaskd.security.LoginMethod;
import dev.obtaskd.security.UserRole;
import dev.obtaskd.security.session.CurrentLogins;
import io.quarkus.security.identity.SecurityIdentity;
import java.util.Optional;

/**
 * The caller of a stream, as it was authenticated.
 *
 * @param identity the instance itself: the bean is a proxy that ends with the request
 * @param role that it had then
 */
record StreamCaller(SecurityIdentity identity, UserRole role) {

    static StreamCaller of(SecurityIdentity identity) {
        return new StreamCaller(identity, UserRole.of(identity));
    }

    /** Name of its account. */
    String name() {
        return identity.getPrincipal().getName();
    }

    /** Why it may no longer read the stream; empty as long as it may. Does not block. */
    Optional<ByeReason> ended(CurrentLogins logins) {
        return logins.role(identity)
                .map(now -> now == role ? Optional.<ByeReason>empty() : Optional.of(ByeReason.ROLE))
                .orElseGet(() -> Optional.of(loginEnded()));
    }

    private ByeReason loginEnded() {
        return LoginMethod.of(identity) == LoginMethod.TOKEN ? ByeReason.TOKEN : ByeReason.SESSION;
    }
}
