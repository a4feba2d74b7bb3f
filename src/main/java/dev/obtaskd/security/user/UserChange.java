package dev.obtaskd.security.user;

import dev.obtaskd.security.UserRole;
import org.jspecify.annotations.Nullable;

/**
 * A change of a user; null leaves a property as it is.
 *
 * @param passwordHash of the new password
 */
record UserChange(
        @Nullable UserRole role, @Nullable Boolean disabled, @Nullable String passwordHash) {}
