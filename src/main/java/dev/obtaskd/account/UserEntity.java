package dev.obtaskd.account;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * A user of the daemon. Detached outside {@link UserRepository}: changes of an instance are not
 * stored.
 */
@Entity
@Table(name = "app_user")
public class UserEntity {

    @Id String name;
    String userRole;
    String passwordHash;
    long changedAt;

    UserEntity() {}

    /**
     * Creates a user to be saved.
     *
     * @param role name of the role
     * @param passwordHash in the form the security package understands
     * @param changedAt microseconds since 1970
     */
    UserEntity(String name, String role, String passwordHash, long changedAt) {
        this.name = name;
        this.userRole = role;
        this.passwordHash = passwordHash;
        this.changedAt = changedAt;
    }

    /** The name to log in with. */
    public String name() {
        return name;
    }

    /** Name of the role. */
    public String role() {
        return userRole;
    }

    /** The hash of the password, never the password. */
    public String passwordHash() {
        return passwordHash;
    }
}
