package dev.obtaskd.security.user;

/** Which passwords users may choose. Long ones need no mix of characters. */
public final class PasswordPolicy {

    /** Minimum number of characters. */
    public static final int MIN_LENGTH = 12;

    /** Maximum number of characters. */
    public static final int MAX_LENGTH = 128;

    private PasswordPolicy() {}

    /** Whether a user may have a password: 12 to 128 characters, not the name. */
    public static boolean accepts(String name, String password) {
        var length = password.codePointCount(0, password.length());
        return length >= MIN_LENGTH && length <= MAX_LENGTH && !password.equalsIgnoreCase(name);
    }
}
