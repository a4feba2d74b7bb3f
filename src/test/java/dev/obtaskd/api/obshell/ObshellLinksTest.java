package dev.obtaskd.api.obshell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObshellLinksTest {

    @TempDir Path directory;

    private Path socket;
    private Path home;
    private ObshellLinks links;

    @BeforeEach
    void prepare() throws IOException {
        socket = directory.resolve("obtaskd.sock");
        home = Files.createDirectory(directory.resolve("home"));
        links = new ObshellLinks(home, socket);
    }

    @Test
    void createsAndRemovesBothLinks() throws IOException {
        links.create();
        for (var name : new String[] {"run/obshell.sock", "run/daemon.sock"}) {
            assertThat(Files.readSymbolicLink(home.resolve(name))).isEqualTo(socket);
        }
        assertThat(home.resolve("etc")).isDirectory();
        assertThat(home.resolve("log_obshell")).isDirectory();
        links.create();
        links.remove();
        assertThat(home.resolve("run")).isEmptyDirectory();
        links.remove();
    }

    @Test
    void replacesNothing() throws IOException {
        var run = Files.createDirectory(home.resolve("run"));
        var foreign = Files.writeString(run.resolve("daemon.sock"), "obshell's");
        refuses(foreign + " exists and is not a link to " + socket);
        links.remove();
        assertThat(foreign).hasContent("obshell's");
        Files.delete(foreign);
        Files.createSymbolicLink(foreign, directory.resolve("other.sock"));
        refuses(foreign + " exists and is not a link to");
        links.remove();
        assertThat(Files.readSymbolicLink(foreign)).isEqualTo(directory.resolve("other.sock"));
    }

    @Test
    void usesNoDirectoryThatOthersMayRedirect() throws IOException {
        var elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Files.createSymbolicLink(home.resolve("run"), elsewhere);
        refuses(home.resolve("run") + " is a symbolic link");
        links.remove();
        assertThat(elsewhere).isEmptyDirectory();
        Files.delete(home.resolve("run"));
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
        refuses(home + " may be written by others");
    }

    @Test
    void usesNoDirectoryOfAnotherUser() throws IOException {
        Assumptions.assumeTrue(
                (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0,
                "only root can give files away");
        Files.setAttribute(home, "unix:uid", 65534);
        refuses(home + " belongs to user 65534");
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void requiresAnExistingDirectory() {
        links = new ObshellLinks(directory.resolve("none"), socket);
        refuses(directory.resolve("none") + " is not an existing directory");
        assertThat(directory.resolve("none")).doesNotExist();
    }

    private void refuses(String reason) {
        assertThatThrownBy(links::create)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(reason);
    }
}
