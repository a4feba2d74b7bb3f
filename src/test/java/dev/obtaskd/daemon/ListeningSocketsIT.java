package dev.obtaskd.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The daemon listens at the configured port and at its own socket, and nowhere else. */
class ListeningSocketsIT {

    private static final String TCP_LISTEN = "0A";
    private static final String UNIX_LISTEN = "00010000";

    @TempDir Path directory;

    @Test
    void listensAtThePortAndTheSocketOnly() throws Exception {
        var daemon = new DaemonProcess(directory.resolve("data"), directory).start();
        try {
            // It has a transaction of the transaction manager behind it, and a log-in.
            assertThat(daemon.get("/api/v2/me").status()).isEqualTo(200);
            assertThat(daemon.get("/api/v1/secret").status()).isEqualTo(200);
            assertThat(inet(daemon, "tcp", "tcp6")).as("TCP ports").containsExactly(daemon.port());
            assertThat(inet(daemon, "udp", "udp6")).as("UDP ports").isEmpty();
            assertThat(unix(daemon))
                    .containsExactly(directory.resolve("data/run/obtaskd.sock").toString());
        } finally {
            daemon.kill();
        }
    }

    private static Set<Integer> inet(DaemonProcess daemon, String... tables) throws IOException {
        var own = inodes(daemon);
        var ports = new HashSet<Integer>();
        for (var table : tables) {
            for (var fields : rows(daemon, table)) {
                if (own.contains(fields[9])
                        && (fields[3].equals(TCP_LISTEN) || table.startsWith("udp"))) {
                    ports.add(
                            Integer.parseInt(fields[1].substring(fields[1].indexOf(':') + 1), 16));
                }
            }
        }
        return ports;
    }

    private static List<String> unix(DaemonProcess daemon) throws IOException {
        var own = inodes(daemon);
        return rows(daemon, "unix").stream()
                .filter(fields -> own.contains(fields[6]) && fields[3].equals(UNIX_LISTEN))
                .map(fields -> fields[7])
                .toList();
    }

    private static List<String[]> rows(DaemonProcess daemon, String table) throws IOException {
        return Files.readAllLines(Path.of("/proc", "" + daemon.pid(), "net", table)).stream()
                .skip(1)
                .map(line -> line.strip().split(" +"))
                .toList();
    }

    private static Set<String> inodes(DaemonProcess daemon) throws IOException {
        var inodes = new HashSet<String>();
        try (Stream<Path> files = Files.list(Path.of("/proc", "" + daemon.pid(), "fd"))) {
            for (var file : files.toList()) {
                var target = Files.readSymbolicLink(file).toString();
                if (target.startsWith("socket:[")) {
                    inodes.add(target.substring("socket:[".length(), target.length() - 1));
                }
            }
        }
        return inodes;
    }
}
