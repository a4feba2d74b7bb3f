package dev.obtaskd.security;

/** Checks the password of {@code root@sys}, which is stored in OceanBase. */
public interface RootPasswordCheck {

    /** Name of the account in logins and audit: the root user of the {@code sys} tenant. */
    String NAME = "root@sys";

    /**
     * Whether this is the password. Blocks while OceanBase is asked.
     *
     * @return false also if OceanBase cannot be asked, or if none is configured
     */
    boolean matches(char[] password);
}
