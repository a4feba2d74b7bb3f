package dev.obtaskd.security;

import dev.obtaskd.oceanbase.OceanBaseConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/** Checks the password of root by a login to OceanBase. */
@ApplicationScoped
class OceanBasePasswordCheck implements RootPasswordCheck {

    private static final Logger LOG = Logger.getLogger(OceanBasePasswordCheck.class);

    /** MySQL's error code; OceanBase's SQL state differs from that of MySQL. */
    private static final int ACCESS_DENIED = 1045;

    private final OceanBaseConnection oceanBase;

    OceanBasePasswordCheck(OceanBaseConnection oceanBase) {
        this.oceanBase = oceanBase;
    }

    @Override
    public boolean matches(char[] password) {
        try (var connection = oceanBase.connect(NAME, new String(password)).orElse(null)) {
            return connection != null;
        } catch (SQLException e) {
            if (e.getErrorCode() != ACCESS_DENIED) {
                // Without the message, which may contain the password.
                LOG.warnf(
                        "Cannot check the password of %s with OceanBase: state %s, error %d",
                        NAME, e.getSQLState(), e.getErrorCode());
            }
            return false;
        }
    }
}
