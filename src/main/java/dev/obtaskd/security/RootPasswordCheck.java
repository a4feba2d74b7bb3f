package dev.obtaskd.security;

/** The password of {@code root@sys}, which OceanBase keeps. */
public interface RootPasswordCheck {

    /**
     * The account, as log-ins and the audit name it: OceanBase's own root, in the tenant of the
     * cluster.
     */
    String NAME = "root@sys";

    /**
     * Whether this is the password. Blocks while OceanBase is asked.
     *
     * @return false also if OceanBase cannot be asked, or if none is configured
     */
    boolean matches(char[] password);
}
