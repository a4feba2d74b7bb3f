package dev.obtaskd.security;

import io.quarkus.security.identity.SecurityIdentity;

/** How the caller of a request is authenticated. */
public enum LoginMethod {
    /** By the cookie of a session. */
    SESSION,
    /** By a bearer token. */
    TOKEN,
    /** By name and password in the request. */
    BASIC,
    /** By the kernel, on the local socket. */
    SOCKET;

    /** The method of an authenticated caller. */
    public static LoginMethod of(SecurityIdentity identity) {
        return identity.getAttribute(LoginMethod.class.getName());
    }
}
