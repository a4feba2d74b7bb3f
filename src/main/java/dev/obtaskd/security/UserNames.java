package dev.obtaskd.security;

import java.util.regex.Pattern;

/** The form of the names of accounts. */
public final class UserNames {

    /** The form of the names of users. */
    public static final String FORM = "[a-z_][a-z0-9_.-]{0,31}";

    private static final Pattern USER = Pattern.compile(FORM);

    private UserNames() {}

    /** Whether it can be the name of a user. */
    public static boolean ofUser(String name) {
        return name.length() <= 32 && USER.matcher(name).matches();
    }

    /** Whether it can be the name of an account: of a user, or the root of OceanBase. */
    public static boolean valid(String name) {
        return ofUser(name) || name.equals(RootPasswordCheck.NAME);
    }
}
