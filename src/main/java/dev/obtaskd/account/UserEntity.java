package dev.obtaskd.account;

import static java.util.Objects.requireNonNull;

import dev.obtaskd.store.jdbc.EpochMicros;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** The row of a user. */
@Entity
@Table(name = "app_user")
class UserEntity {

    @Id String name;
    String userRole;
    String passwordHash;
    boolean disabled;
    long createdAt;
    long changedAt;
    @Nullable Long lastLoginAt;

    UserEntity() {}

    UserEntity(StoredUser user) {
        name = user.name();
        userRole = user.role();
        passwordHash = user.passwordHash();
        disabled = user.disabled();
        createdAt = requireNonNull(EpochMicros.of(user.createdAt()));
        changedAt = requireNonNull(EpochMicros.of(user.changedAt()));
        lastLoginAt = EpochMicros.of(user.lastLoginAt());
    }

    StoredUser stored() {
        return new StoredUser(
                name,
                userRole,
                passwordHash,
                disabled,
                EpochMicros.at(createdAt),
                EpochMicros.at(changedAt),
                EpochMicros.orNull(lastLoginAt));
    }
}
