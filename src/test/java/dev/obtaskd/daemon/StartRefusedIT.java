package dev.obtaskd.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A daemon that cannot start reports the cause in one line, and changes nothing. */
class StartRefusedIT {

    @TempDir Path directory;

    @Test
    void aMissingParentOfTheDataDirectory() throws Exception {
        var data = directory.resolve("none/data");
        assertThat(refusal(new DaemonProcess(directory.resolve("none/data"), directory)))
                .contains("obtaskd.data-dir=" + data)
                .contains("its parent directory does not exist");
        assertThat(data.getParent()).doesNotExist();
    }

    @Test
    void aDataDirectoryThatIsAFile() throws Exception {
        var file = Files.writeString(directory.resolve("file"), "mine");
        assertThat(refusal(new DaemonProcess(file, directory)))
                .contains("obtaskd.data-dir=" + file)
                .contains("not a directory");
        assertThat(file).hasContent("mine");
    }

    @Test
    void aDataDirectoryInUseByAnotherDaemon() throws Exception {
        var first = new DaemonProcess(directory.resolve("data"), directory).start();
        var second = new DaemonProcess(directory.resolve("data"), directory);
        assertThat(refusal(second)).contains("is in use by another obtaskd");
        assertThat(first.get("/q/health/ready").status()).isEqualTo(200);
        first.stop();
    }

    /** The user who prepared the directory would know the password. */
    @Test
    void aDataDirectoryOfAnotherUserWithAPlantedPassword() throws Exception {
        Assumptions.assumeTrue(root(), "only root can give files away");
        var data = closed(directory.resolve("data"));
        var planted = Files.writeString(data.resolve("initial-admin-password"), "planted\n");
        Files.setPosixFilePermissions(planted, PosixFilePermissions.fromString("rw-------"));
        Files.setAttribute(data, "unix:uid", 65534);
        Files.setAttribute(planted, "unix:uid", 65534);
        assertThat(refusal(data)).contains("cannot be trusted: " + data + " belongs to user 65534");
        Files.setAttribute(data, "unix:uid", 0);
        assertThat(refusal(data))
                .contains("cannot be trusted: " + planted + " belongs to user 65534");
        Files.setAttribute(planted, "unix:uid", 0);
        Files.setPosixFilePermissions(planted, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(refusal(data))
                .contains(planted + " is open to others (mode 0644); use chmod go-rwx");
        assertThat(data.resolve("db/obtaskd.mv.db")).doesNotExist();
    }

    @Test
    void aDataDirectoryThatOthersMayUse() throws Exception {
        var data = closed(directory.resolve("data"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxrwx---"));
        assertThat(refusal(data)).contains(data + " is open to others (mode 0770)");
        var link =
                Files.createSymbolicLink(
                        directory.resolve("link"), closed(directory.resolve("real")));
        assertThat(refusal(link)).contains(link + " is a symbolic link");
        var parts = closed(directory.resolve("parts"));
        Files.createSymbolicLink(parts.resolve("secrets"), closed(directory.resolve("elsewhere")));
        assertThat(refusal(parts)).contains(parts.resolve("secrets") + " is a symbolic link");
    }

    @Test
    void aPortWithoutTlsThatOtherHostsReach() throws Exception {
        for (var host : new String[] {"0.0.0.0", "::"}) {
            var data = directory.resolve("data");
            assertThat(refusal(new DaemonProcess(data, directory), "-Dquarkus.http.host=" + host))
                    .contains("quarkus.http.host=" + host + " is not a loopback address")
                    .contains("has no TLS")
                    .contains("obtaskd.http.insecure-bind=true");
            assertThat(data).doesNotExist();
        }
        var permitted = new DaemonProcess(directory.resolve("data"), directory);
        permitted.start("-Dquarkus.http.host=0.0.0.0", "-Dobtaskd.http.insecure-bind=true");
        assertThat(permitted.output()).content().contains("open to other hosts without TLS");
        permitted.kill();
    }

    @Test
    void linksForObshellInARelativeDirectory() throws Exception {
        var daemon = new DaemonProcess(directory.resolve("data"), directory);
        assertThat(refusal(daemon, "-Dobtaskd.obshell.links=cli"))
                .contains("obtaskd.obshell.links=cli must be an absolute path");
    }

    private String refusal(Path data) throws IOException, InterruptedException {
        return refusal(new DaemonProcess(data, directory));
    }

    private static Path closed(Path path) throws IOException {
        return Files.createDirectory(
                path,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private static boolean root() throws IOException {
        return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
    }

    @Test
    void aPortThatIsTaken() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var daemon = new DaemonProcess(directory.resolve("data"), directory);
            var process = daemon.launch("-Dquarkus.http.port=" + taken.getLocalPort());
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isNotZero();
            assertThat(directory.resolve("daemon.log"))
                    .content()
                    .endsWith(
                            "\nobtaskd does not start: port "
                                    + taken.getLocalPort()
                                    + " of 127.0.0.1 cannot be opened: Port already bound: "
                                    + taken.getLocalPort()
                                    + ": Address already in use; see quarkus.http.host,"
                                    + " quarkus.http.port and quarkus.http.ssl-port\n")
                    .doesNotContain("\tat ");
        }
    }

    private String refusal(DaemonProcess daemon, String... properties)
            throws IOException, InterruptedException {
        var process = daemon.launch(properties);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("it ends").isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        var said = Files.readString(daemon.output());
        assertThat(said).doesNotContain("\tat ");
        return said;
    }
}
