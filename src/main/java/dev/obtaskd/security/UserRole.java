package dev.obtaskd.security;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Role of an account. Each role includes the ones after it. */
public enum UserRole {
    /** Everything, including users and settings. */
    ADMIN,
    /** Submit and operate tasks. */
    TASK_MANAGER,
    /** Read only. */
    TASK_VIEWER;

    private static final Map<Caller, Set<String>> WORDS = new ConcurrentHashMap<>();

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
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(name))
                .addRoles(WORDS.computeIfAbsent(new Caller(this, method), Caller::words))
                .addAttribute(UserRole.class.getName(), this)
                .addAttribute(LoginMethod.class.getName(), method);
    }

    /** Whose words are computed once, because an identity is built for each request. */
    private record Caller(UserRole role, LoginMethod method) {

        private Set<String> words() {
            var words = new HashSet<>(role.names());
            Permission.of(role, method).forEach(permission -> words.add(permission.word()));
            if (method != LoginMethod.TOKEN) {
                words.add(Permission.OWN_ACCOUNT);
            }
            return Set.copyOf(words);
        }
    }
}
