package dev.obtaskd.account;

import static java.util.Objects.requireNonNull;

import dev.obtaskd.store.jdbc.EpochMicros;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** The row of a bearer token. */
@Entity
@Table(name = "api_token")
class TokenEntity {

    @Id String id;
    String name;
    String owner;
    String userRole;
    String secretHash;
    long createdAt;
    long expiresAt;
    @Nullable Long usedAt;

    TokenEntity() {}

    TokenEntity(StoredToken token) {
        id = token.id();
        name = token.name();
        owner = token.owner();
        userRole = token.role();
        secretHash = token.secretHash();
        createdAt = requireNonNull(EpochMicros.of(token.createdAt()));
        expiresAt = requireNonNull(EpochMicros.of(token.expiresAt()));
        usedAt = EpochMicros.of(token.usedAt());
    }

    StoredToken stored() {
        return new StoredToken(
                id,
                name,
                owner,
                userRole,
                secretHash,
                EpochMicros.at(createdAt),
                EpochMicros.at(expiresAt),
                EpochMicros.orNull(usedAt));
    }
}
