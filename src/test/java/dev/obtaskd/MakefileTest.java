package dev.obtaskd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code make} uses the JDK that {@code bin/setup} finds. */
class MakefileTest {

    @TempDir Path place;

    @Test
    void usesTheJdk25OfJavaHome() throws Exception {
        var jdk = jdk("mine", "25.0.1");
        assertThat(make("JAVA_HOME=" + jdk)).contains("JDK 25 in " + jdk + ",");
    }

    private static String make(String setting) throws IOException, InterruptedException {
        var command =
                List.of("make", "-s", "-f", SourceTree.at("Makefile").toString(), "jdk", setting);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        // Settings of the make that runs these tests must not be inherited.
        builder.environment()
                .keySet()
                .removeAll(List.of("MAKEFLAGS", "MFLAGS", "MAKELEVEL", "MAKEOVERRIDES"));
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        return output;
    }

    private Path jdk(String name, String version) throws IOException {
        var home = Files.createDirectories(place.resolve(name));
        Files.writeString(
                home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        var javac = Files.createFile(Files.createDirectories(home.resolve("bin")).resolve("javac"));
        assertThat(javac.toFile().setExecutable(true)).isTrue();
        return home;
    }
}
