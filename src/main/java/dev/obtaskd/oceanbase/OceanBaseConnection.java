package dev.obtaskd.oceanbase;

import com.mysql.cj.jdbc.NonRegisteringDriver;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;

/** Connects to the OceanBase of this host, without a pool. */
@ApplicationScoped
public class OceanBaseConnection {

    private static final int DEFAULT_PORT = 2881;

    /** Timeout in milliseconds of the connection and of each response. */
    private static final String TIMEOUT_MILLIS = "3000";

    private final Optional<InetSocketAddress> address;

    OceanBaseConnection(OceanBaseSettings settings) {
        this.address = settings.address();
    }

    /**
     * Logs in. Blocks for some seconds if the server does not respond.
     *
     * @param user with its tenant, {@code user@tenant}
     * @return a connection that the caller closes; empty if no OceanBase is configured
     * @throws SQLException with error 1045 if user or password is wrong, with others if it cannot
     *     be reached
     */
    public Optional<Connection> connect(String user, String password) throws SQLException {
        if (address.isEmpty()) {
            return Optional.empty();
        }
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", TIMEOUT_MILLIS);
        properties.setProperty("socketTimeout", TIMEOUT_MILLIS);
        // Otherwise a server could request the password in clear text, which OceanBase never does.
        properties.setProperty("disabledAuthenticationPlugins", "mysql_clear_password");
        return Optional.of(new NonRegisteringDriver().connect(url(address.get()), properties));
    }

    private static String url(InetSocketAddress address) {
        var host = address.getHostString();
        var port = address.getPort() == 0 ? DEFAULT_PORT : address.getPort();
        return "jdbc:mysql://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "/";
    }
}
