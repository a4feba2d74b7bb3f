package dev.obtaskd.security.session;

/**
 * The token that a page sends with each write, which proves that it can read the responses of this
 * daemon. It is derived from the id of the session, so it needs no storage, and does not reveal the
 * id.
 */
final class CsrfToken {

    /** The header that has the token. */
    static final String HEADER = "X-CSRF-Token";

    private CsrfToken() {}

    static String of(String sessionId) {
        return Secret.hash("csrf " + sessionId);
    }
}
