package dev.obtaskd.security;

import java.util.Arrays;
import java.util.List;

/** What a role permits. The constants with the words are for {@code @RolesAllowed}. */
public enum Permission {
    SUBMIT(Permission.TASK_SUBMIT, UserRole.TASK_MANAGER),
    OPERATE(Permission.TASK_OPERATE, UserRole.TASK_MANAGER),
    RELEASE(Permission.LOCK_RELEASE, UserRole.ADMIN),
    USERS(Permission.USER_MANAGE, UserRole.ADMIN),
    AUDIT(Permission.AUDIT_ALL, UserRole.ADMIN);

    /** Submit tasks. */
    public static final String TASK_SUBMIT = "task.submit";

    /** Retry, roll back, abandon, terminate and skip. */
    public static final String TASK_OPERATE = "task.operate";

    /** Release the claim of a task. */
    public static final String LOCK_RELEASE = "lock.release";

    /** Manage users; tokens never do. */
    public static final String USER_MANAGE = "user.manage";

    /** Read audit entries that belong to no task. */
    public static final String AUDIT_ALL = "audit.all";

    /**
     * Manage one's own password and tokens: every role, but no token. Not a permission of a role.
     */
    public static final String OWN_ACCOUNT = "account.own";

    private final String word;
    private final UserRole role;

    Permission(String word, UserRole role) {
        this.word = word;
        this.role = role;
    }

    /** The word for it in the API and in {@code @RolesAllowed}. */
    public String word() {
        return word;
    }

    /** The least role that has it. */
    public UserRole role() {
        return role;
    }

    /** Whether a role has it. */
    public boolean heldBy(UserRole other) {
        return other.includes(role);
    }

    /** The permissions of a caller. */
    public static List<Permission> of(UserRole role, LoginMethod method) {
        return Arrays.stream(values())
                .filter(permission -> permission.heldBy(role))
                .filter(permission -> permission != USERS || method != LoginMethod.TOKEN)
                .toList();
    }
}
