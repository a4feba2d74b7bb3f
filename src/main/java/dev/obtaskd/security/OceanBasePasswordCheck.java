package dev.obtaskd.security;

import dev.obtaskd.oceanbase.OceanBaseConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/** Knows whether a password is root's by logging in to OceanBase with it. */
@ApplicationScoped
class OceanBasePasswordCheck implements RootPasswordCheck {

    private static final Logger LOG = Logger.getLogger(OceanBasePasswordCheck.class);

    /** MySQL's code for it; OceanBase's state is another one than MySQL's. */
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
                // Without the message, which may name what was sent.
                LOG.warnf(
                        "OceanBase cannot be asked for the password of %s: state %s, error %d",
                        NAME, e.getSQLState(), e.getErrorCode());
            }
            return false;
        }
    }
}
