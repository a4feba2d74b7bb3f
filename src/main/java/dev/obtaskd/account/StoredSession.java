package dev.obtaskd.account;

import java.time.Instant;

/**
 * A session of the page.
 *
 * @param idHash SHA-256 of its id, lower-case hex
 * @param user name of the account that logged in
 * @param usedAt last use; written at intervals only
 */
public record StoredSession(String idHash, String user, Instant createdAt, Instant usedAt) {

    /** The session after a later use. */
    public StoredSession withUse(Instant at) {
        return new StoredSession(idHash, user, createdAt, at);
    }
}
