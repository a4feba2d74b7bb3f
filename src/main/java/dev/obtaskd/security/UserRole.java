package dev.obtaskd.security;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** What an account may do. Each role includes the ones after it. */
public enum UserRole {
    /** Everything, users and settings too. */
    ADMIN,
    /** Start tasks and operate them. */
    TASK_MANAGER,
    /** Look only. */
    TASK_VIEWER;

    /** Names of this role and the ones it includes, as {@code @RolesAllowed} names them. */
    public Set<String> names() {
        return EnumSet.range(this, TASK_VIEWER).stream()
                .map(UserRole::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Somebody of that name with this role and the ones it includes. */
    SecurityIdentity identity(String name) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(name))
                .addRoles(names())
                .addAttribute(UserRole.class.getName(), this)
                .build();
    }
}
