package dev.obtaskd.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.oceanbase.OceanBaseAt;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cases that need no OceanBase; {@code src/test/python} tests the others with a real one. */
class OceanBasePasswordCheckTest {

    private static final char[] PASSWORD = "ThePassword".toCharArray();
    private final Logger log = Logger.getLogger(OceanBasePasswordCheck.class.getName());
    private final List<String> logged = new ArrayList<>();
    private final Handler handler =
            new Handler() {
                @Override
                public void publish(LogRecord line) {
                    logged.add(
                            String.format(line.getMessage(), line.getParameters())
                                    + line.getThrown());
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };

    @BeforeEach
    void listen() {
        log.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        log.removeHandler(handler);
    }

    @Test
    void refusesWithoutAConfiguredOceanBase() {
        assertThat(new OceanBasePasswordCheck(OceanBaseAt.none()).matches(PASSWORD)).isFalse();
        assertThat(logged).isEmpty();
    }

    @Test
    void refusesAndLogsIfTheConnectionIsRefused() throws IOException {
        var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        free.close();
        assertThat(at(free).matches(PASSWORD)).isFalse();
        assertThat(logged)
                .singleElement()
                .asString()
                .contains("Cannot check the password", "08S01")
                .doesNotContain("ThePassword", "jdbc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void refusesIfThereIsNoResponse(String address) throws IOException {
        try (var silent = bound(address)) {
            assertThat(at(silent).matches(PASSWORD)).isFalse();
            assertThat(logged).hasSize(1);
            assertThat(silent.accept().isConnected()).as("the check was requested").isTrue();
        }
    }

    /** A host may be without IPv6. */
    private static ServerSocket bound(String address) throws IOException {
        try {
            return new ServerSocket(0, 1, InetAddress.getByName(address));
        } catch (BindException e) {
            return Assumptions.abort("there is no " + address);
        }
    }

    private static OceanBasePasswordCheck at(ServerSocket server) {
        return new OceanBasePasswordCheck(
                OceanBaseAt.address(
                        new InetSocketAddress(server.getInetAddress(), server.getLocalPort())));
    }
}
