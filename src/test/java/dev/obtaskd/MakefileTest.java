package dev.obtaskd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code make} finds a JDK 25, or prints what to install. */
class MakefileTest {

    @TempDir Path place;

    @Test
    void usesTheJdk25OfJavaHome() throws Exception {
        var jdk = jdk("mine", "25.0.1", true);
        assertThat(make("JAVA_HOME=" + jdk).output()).contains("JDK 25 in " + jdk + ",");
    }

    @Test
    void skipsOtherVersionsAndJdksWithoutACompiler() throws Exception {
        var right = jdk("right", "25", true);
        var candidates =
                List.of(
                        jdk("old", "17.0.15", true),
                        jdk("new", "26", true),
                        jdk("later", "250", true),
                        jdk("runtime", "25.0.3", false),
                        place.resolve("absent"),
                        right);
        assertThat(
                        make("candidates="
                                        + String.join(
                                                " ",
                                                candidates.stream().map(Path::toString).toList()))
                                .output())
                .contains("JDK 25 in " + right + ",");
    }

    @Test
    void printsWhatToInstallIfThereIsNone() throws Exception {
        var result = make("candidates=" + jdk("old", "17.0.15", true));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.output())
                .contains("needs a JDK 25")
                .contains("openjdk-25-jdk-headless")
                .contains("JAVA_HOME");
    }

    private record Result(int code, String output) {}

    private static Result make(String setting) throws IOException, InterruptedException {
        var command =
                List.of("make", "-s", "-f", SourceTree.at("Makefile").toString(), "jdk", setting);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        // Settings of the make that runs these tests must not be inherited.
        builder.environment()
                .keySet()
                .removeAll(List.of("MAKEFLAGS", "MFLAGS", "MAKELEVEL", "MAKEOVERRIDES"));
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes());
        return new Result(process.waitFor(), output);
    }

    private Path jdk(String name, String version, boolean compiler) throws IOException {
        var home = Files.createDirectories(place.resolve(name));
        Files.writeString(
                home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        if (compiler) {
            var javac =
                    Files.createFile(Files.createDirectories(home.resolve("bin")).resolve("javac"));
            assertThat(javac.toFile().setExecutable(true)).isTrue();
        }
        return home;
    }
}
