package dev.obtaskd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/setup} on machines that have only the programs of a made-up PATH. */
@Timeout(30)
class SetupScriptTest {

    private static final List<String> PROGRAMS =
            List.of("sh", "grep", "sed", "head", "realpath", "sleep", "env", "touch", "mkdir");

    private static final String NEW_NODE = "exit 0";
    private static final String OLD_NODE = "exit 1";

    private record Result(int code, String output) {}

    @TempDir Path directory;

    private Path bin;
    private Path jdks;

    @BeforeEach
    void makePath() throws IOException {
        bin = Files.createDirectory(directory.resolve("bin"));
        jdks = Files.createDirectory(directory.resolve("jdks"));
        for (var program : PROGRAMS) {
            Files.createSymbolicLink(bin.resolve(program), find(program));
        }
        program("id", "echo 0");
    }

    @Test
    void printsNothingIfAllIsThere() throws Exception {
        jdk("25.0.1");
        program("mvn", "");
        node(NEW_NODE);
        aptInstalls("");

        assertThat(setup("jdk", "maven", "node", "sh=dash")).isEqualTo(new Result(0, ""));
        assertThat(calls()).isEmpty();
    }

    @Test
    void findsAJdk25OnlyWithItsCompiler() throws Exception {
        jdk("26.0.1");
        Files.createDirectories(jdks.resolve("runtime/bin"));
        Files.writeString(jdks.resolve("runtime/release"), "JAVA_VERSION=\"25.0.1\"\n");
        assertThat(setup("--jdk")).isEqualTo(new Result(0, ""));

        var found = jdk("25");
        assertThat(setup("--jdk")).isEqualTo(new Result(0, found + "\n"));
    }

    @Test
    void rootInstallsWhatIsMissing() throws Exception {
        aptHas("openjdk-25-jdk-headless", "25~36");
        aptHas("nodejs", "20.19.2+dfsg-1");
        aptInstalls(
                """
                case "$*" in *install*)
                  mkdir -p %1$s/25/bin
                  echo 'JAVA_VERSION="25.0.1"' >%1$s/25/release
                  for made in %1$s/25/bin/javac %2$s/mvn %2$s/node %2$s/npm %2$s/ps; do
                    echo '#!/bin/sh' >$made; chmod +x $made
                  done ;;
                esac
                """
                        .formatted(jdks, bin));
        program("chmod", "exec /bin/chmod \"$@\"");

        var result = setup("jdk", "maven", "node", "ps=procps");

        assertThat(result.output())
                .isEqualTo(
                        "Installing a JDK 25, Maven, Node 20.19 or newer with npm, ps with"
                                + " apt-get.\n");
        assertThat(result.code()).isZero();
        assertThat(calls())
                .containsExactly(
                        "update",
                        "install -y --no-install-recommends openjdk-25-jdk-headless maven"
                                + " nodejs npm procps");
    }

    @Test
    void printsWhatToDoIfPackagesAreTooOld() throws Exception {
        program("mvn", "");
        node(OLD_NODE);
        aptHas("nodejs", "18.20.4+dfsg-1");
        aptInstalls("");

        var result = setup("jdk", "maven", "node");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.output())
                .contains(
                        "This system has no package of a JDK 25.\n",
                        "Eclipse Temurin 25, below /opt",
                        "This system has no package of Node 20.19 or newer with npm.\n",
                        "-Dskip.web=true");
        assertThat(calls()).containsExactly("update");
    }

    @Test
    void usersGetTheCommand() throws Exception {
        program("id", "echo 1000");
        aptInstalls("");

        var result = setup("jdk", "maven");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.output())
                .contains(
                        "This build needs a JDK 25, Maven.\n",
                        "Run: sudo apt-get update && sudo apt-get install -y"
                                + " --no-install-recommends openjdk-25-jdk-headless maven\n",
                        "Without such a package: Unpack a JDK 25");
        assertThat(calls()).isEmpty();
    }

    @Test
    void machinesWithoutAptGetTheCommand() throws Exception {
        program("dnf", "");

        var result = setup("jdk", "node");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.output())
                .contains("Run: dnf install -y java-25-openjdk-devel nodejs npm\n");
    }

    @Test
    void machinesWithoutPackageManagerGetTheListOfWhatIsMissing() throws Exception {
        var result = setup("maven");

        assertThat(result)
                .isEqualTo(new Result(2, "This build needs Maven.\nInstall it and repeat.\n"));
    }

    @Test
    void waitsForAnotherApt() throws Exception {
        aptInstalls(
                """
                case "$*" in *install*)
                  if [ ! -e %1$s/locked ]; then
                    touch %1$s/locked
                    echo 'E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 7'
                    exit 100
                  fi
                  echo '#!/bin/sh' >%2$s/mvn; chmod +x %2$s/mvn ;;
                esac
                """
                        .formatted(directory, bin));
        program("chmod", "exec /bin/chmod \"$@\"");
        program("sleep", "");

        var result = setup("maven");

        assertThat(result)
                .isEqualTo(
                        new Result(
                                0,
                                """
                                Installing Maven with apt-get.
                                Waiting for another apt to end.
                                """));
        assertThat(calls()).hasSize(3);
    }

    @Test
    void endsIfAptStaysLocked() throws Exception {
        aptInstalls("echo 'E: Could not get lock /var/lib/apt/lists/lock'; exit 100");
        program("sleep", "");

        var result = setup("maven");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.output())
                .contains("apt-get update failed: E: Could not get lock /var/lib/apt/lists/lock");
    }

    @Test
    void withoutNetworkThePackageArchiveIsNamed() throws Exception {
        aptInstalls("echo 'W: Failed to fetch x  Temporary failure resolving'");

        var result = setup("jdk");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.output())
                .contains(
                        "apt-get update failed: W: Failed to fetch x",
                        "(is the package archive reachable?)")
                .doesNotContain("Temurin");
    }

    @Test
    void aFailedInstallationIsReported() throws Exception {
        aptInstalls(
                """
                case "$*" in *install*) echo noise; echo 'E: Unable to fetch some archives'; exit 100 ;; esac
                """);

        var result = setup("maven");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.output())
                .contains("apt-get install maven failed: E: Unable to fetch some archives");
    }

    private Result setup(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(find("sh").toString(), "bin/setup"));
        command.addAll(List.of(arguments));
        var start = new ProcessBuilder(command).redirectErrorStream(true);
        start.environment().clear();
        start.environment().put("PATH", bin.toString());
        start.environment().put("JDK_DIRECTORIES", jdks.toString());
        start.environment().put("APT_WAIT", "9");
        var process = start.start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), output);
    }

    private List<String> calls() throws IOException {
        var calls = directory.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    private Path jdk(String version) throws IOException {
        var home = Files.createDirectories(jdks.resolve(version));
        Files.createDirectory(home.resolve("bin"));
        script(home.resolve("bin/javac"), "");
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private void node(String script) throws IOException {
        program("node", script);
        program("npm", "");
    }

    private void aptInstalls(String script) throws IOException {
        program(
                "apt-get",
                "echo \"$*\" | sed 's/-qq -o [^ ]* //' >>"
                        + directory.resolve("calls")
                        + "\n"
                        + script);
        program("apt-cache", "[ ! -e %1$s/$2 ] || cat %1$s/$2".formatted(directory));
        program("cat", "exec /bin/cat \"$@\"");
        program("dpkg", "exec /usr/bin/dpkg \"$@\"");
    }

    /** What the package lists have. */
    private void aptHas(String name, String version) throws IOException {
        Files.writeString(
                directory.resolve(name),
                name + ":\n  Installed: (none)\n  Candidate: " + version + "\n");
    }

    private void program(String name, String script) throws IOException {
        Files.deleteIfExists(bin.resolve(name));
        script(bin.resolve(name), script);
    }

    private static void script(Path file, String script) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static Path find(String program) {
        return List.of("/usr/bin", "/bin").stream()
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }
}
