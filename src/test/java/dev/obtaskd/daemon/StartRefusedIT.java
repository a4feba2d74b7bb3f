package dev.obtaskd.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A daemon that cannot start says in one line what is wrong with what, and leaves everything as it is. */
class StartRefusedIT {

    @TempDir
    Path directory;

    @Test
    void aMissingParentOfTheDataDirectory() throws Exception {
        var data = directory.resolve("none/data");
        assertThat(refusal(new Daemon(directory.resolve("none/data"), directory)))
                .contains("obtaskd.data-dir=" + data).contains("its parent does not exist");
        assertThat(data.getParent()).doesNotExist();
    }

    @Test
    void aDataDirectoryThatIsAFile() throws Exception {
        var file = Files.writeString(directory.resolve("file"), "mine");
        assertThat(refusal(new Daemon(file, directory))).contains("obtaskd.data-dir=" + file).contains("not a directory");
        assertThat(file).hasContent("mine");
    }

    @Test
    void aDataDirectoryInUseByAnotherDaemon() throws Exception {
        var first = new Daemon(directory.resolve("data"), directory).start();
        var second = new Daemon(directory.resolve("data"), directory);
        assertThat(refusal(second)).contains("is in use by another obtaskd");
        assertThat(first.get("/q/health/ready").status()).isEqualTo(200);
        first.stop();
    }

    @Test
    void aPortThatIsTaken() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var daemon = new Daemon(directory.resolve("data"), directory);
            var process = daemon.launch("-Dquarkus.http.port=" + taken.getLocalPort());
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isNotZero();
            assertThat(directory.resolve("daemon.log")).content().contains("Port " + taken.getLocalPort());
        }
    }

    private String refusal(Daemon daemon) throws IOException, InterruptedException {
        var process = daemon.launch();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("it ends").isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        var said = Files.readString(daemon.output());
        assertThat(said).doesNotContain("\tat ");
        return said;
    }
}
