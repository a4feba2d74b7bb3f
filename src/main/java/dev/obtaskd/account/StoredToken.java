package dev.obtaskd.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A bearer token.
 *
 * @param name given by its owner
 * @param role name of its own role; that of its owner may be lower
 * @param secretHash SHA-256 of its secret, lower-case hex
 * @param usedAt last use; written at intervals only
 */
public record StoredToken(
        String id,
        String name,
        String owner,
        String role,
        String secretHash,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant usedAt) {

    /** The token after a later use. */
    public StoredToken withUse(Instant at) {
        return new StoredToken(id, name, owner, role, secretHash, createdAt, expiresAt, at);
    }
}
