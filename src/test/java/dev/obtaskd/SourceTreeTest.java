package dev.obtaskd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Rules for the files of the project that make the build reproducible. */
class SourceTreeTest {

    // In two parts each, so that this file does not contain them.
    private static final Pattern REGISTRY =
            Pattern.compile(
                    List.of(
                                    "quay" + "\\.io",
                                    "ghcr" + "\\.io",
                                    "gcr" + "\\.io",
                                    "docker" + "\\.io",
                                    "mcr\\." + "microsoft",
                                    "repo[0-9]?\\." + "maven",
                                    "central\\." + "sonatype",
                                    "registry\\." + "npmjs",
                                    "artifactory" + "\\.",
                                    "nexus" + "\\.",
                                    "deb\\." + "debian\\.org",
                                    "maven\\." + "aliyun")
                            .stream()
                            .reduce((one, other) -> one + "|" + other)
                            .orElseThrow());

    private static final Pattern PLUGIN =
            Pattern.compile(
                    "<plugin>.*?<artifactId>([^<]+)</artifactId>(.*?)</plugin>", Pattern.DOTALL);

    @Test
    void noFileNamesARegistry() {
        assertThat(SourceTree.files())
                .noneMatch(file -> REGISTRY.matcher(SourceTree.read(file)).find());
    }

    @Test
    void everyPluginHasItsVersion() {
        var pom = SourceTree.read("pom.xml");
        var plugins = PLUGIN.matcher(pom).results().toList();
        assertThat(plugins)
                .isNotEmpty()
                .allSatisfy(
                        plugin -> {
                            var version =
                                    Pattern.compile("<version>\\$\\{([^}]+)}</version>")
                                            .matcher(plugin.group(2));
                            assertThat(version.find()).as(plugin.group(1)).isTrue();
                            assertThat(pom)
                                    .containsPattern(
                                            "<"
                                                    + Pattern.quote(version.group(1))
                                                    + ">[0-9][0-9.]*</");
                        });
    }

    @Test
    void quarkusHasTheLongTermVersion() {
        assertThat(SourceTree.read("pom.xml"))
                .contains("<quarkus.version>3.33.2.1</quarkus.version>")
                .contains("<maven.compiler.release>25</maven.compiler.release>");
    }

    @Test
    void everyPackageIsDocumentedAndNullMarked() {
        assertThat(packages())
                .isNotEmpty()
                .allSatisfy(
                        directory ->
                                assertThat(directory.resolve("package-info.java"))
                                        .exists()
                                        .content()
                                        .contains("/**")
                                        .contains("@NullMarked"));
    }

    @Test
    void theScriptOfContinuousIntegrationIsExecutable() {
        assertThat(Files.isExecutable(SourceTree.at(".ci/run"))).isTrue();
        assertThat(SourceTree.read(".ci/run"))
                .contains("make test")
                .contains("make native-sources");
    }

    @Test
    void noPackageHasMoreThanFortyFiles() {
        for (var directory : packages()) {
            assertThat(directory.toFile().list((_, name) -> name.endsWith(".java")))
                    .as("%s", directory)
                    .hasSizeLessThanOrEqualTo(40);
        }
    }

    private static List<Path> packages() {
        return SourceTree.files().stream()
                .filter(
                        file ->
                                file.startsWith(SourceTree.at("src/main/java"))
                                        && file.toString().endsWith(".java"))
                .map(Path::getParent)
                .distinct()
                .toList();
    }
}
