package dev.obtaskd.security;

import io.quarkus.security.identity.SecurityIdentity;
import java.util.Optional;

/** Checks again whether the caller of a long response may still read it. */
public interface CallerRecheck {

    /** Remembers how the caller of the current request is authenticated. May block. */
    Caller remember(SecurityIdentity identity);

    /** A caller that is authenticated. */
    interface Caller {

        /** Name of its account. */
        String name();

        /** Its role at the time of the request. */
        UserRole role();

        /** Why it may no longer read; empty as long as it may. May block. */
        Optional<AccessEnd> ended();
    }
}
