package dev.obtaskd.security;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Permissions of an account. Each role includes the ones after it. */
public enum UserRole {
    /** Everything, including users and settings. */
    ADMIN,
    /** Submit and operate tasks. */
    TASK_MANAGER,
    /** Read only. */
    TASK_VIEWER;

    /** Names of this role and the ones it includes, as {@code @RolesAllowed} names them. */
    public Set<String> names() {
        return EnumSet.range(this, TASK_VIEWER).stream()
                .map(UserRole::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** An identity with this role and the ones it includes. */
    SecurityIdentity identity(String name) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(name))
                .addRoles(names())
                .addAttribute(UserRole.class.getName(), this)
                .build();
    }
}
