package dev.obtaskd.security;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Role of an account. Each role includes the ones after it. */
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

    /** Whether it is that role or includes it. */
    public boolean includes(UserRole other) {
        return ordinal() <= other.ordinal();
    }

    /** The one of two roles that permits less. */
    public UserRole lesser(UserRole other) {
        return includes(other) ? other : this;
    }

    /** The role of an authenticated caller. */
    public static UserRole of(SecurityIdentity identity) {
        return identity.getAttribute(UserRole.class.getName());
    }

    /** An identity with this role, the ones it includes, and their permissions. */
    public SecurityIdentity identity(String name, LoginMethod method) {
        return builder(name, method).build();
    }

    /** The same, to add attributes to. */
    public QuarkusSecurityIdentity.Builder builder(String name, LoginMethod method) {
        var builder =
                QuarkusSecurityIdentity.builder()
                        .setPrincipal(new QuarkusPrincipal(name))
                        .addRoles(names())
                        .addAttribute(UserRole.class.getName(), this)
                        .addAttribute(LoginMethod.class.getName(), method);
        Permission.of(this, method).forEach(permission -> builder.addRole(permission.word()));
        return method == LoginMethod.TOKEN ? builder : builder.addRole(Permission.OWN_ACCOUNT);
    }
}
