package dev.obtaskd;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.obtaskd.catalogue.check.OperationCheck;
import dev.obtaskd.step.StepContext;
import dev.obtaskd.step.StepKind;
import dev.obtaskd.task.AttemptResult;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Checks that what the README mentions exists. */
class ReadmeTest {

    private static final String README = SourceTree.read("README.md");

    @Test
    void everySettingOfTheReadmeExists() {
        var ours = found("`(obtaskd\\.[a-z.-]+)`").stream();
        assertThat(ours).isNotEmpty().isSubsetOf(settings().keySet());
    }

    @Test
    void everySettingIsInTheReadmeWithItsDefault() {
        settings()
                .forEach(
                        (name, value) ->
                                assertThat(README)
                                        .as(name)
                                        .contains("| `" + name + "` | `" + value + "` |"));
    }

    @Test
    void theListeningAddressMatchesTheReadme() {
        var properties = properties();
        assertThat(README)
                .contains(
                        "http://"
                                + properties.getProperty("quarkus.http.host")
                                + ":"
                                + properties.getProperty("quarkus.http.port")
                                + "/api/v2");
    }

    @Test
    void everyMakeTargetExists() {
        var makefile = SourceTree.read("Makefile");
        assertThat(found("\\bmake ([a-z-]+)"))
                .contains("run", "test")
                .allSatisfy(target -> assertThat(makefile).containsPattern("(?m)^" + target + ":"));
    }

    @Test
    void everyLinkedFileExists() {
        assertThat(found("]\\(([^)#:]+)\\)"))
                .isNotEmpty()
                .allSatisfy(path -> assertThat(SourceTree.at(path)).exists());
        assertThat(found("`((?:task|exclusion|engine|step|store)/[A-Za-z/]+)`"))
                .isNotEmpty()
                .allSatisfy(
                        type ->
                                assertThat(
                                                SourceTree.at(
                                                        "src/main/java/dev/obtaskd/"
                                                                + type
                                                                + ".java"))
                                        .exists());
    }

    @Test
    void classesNamedInTheArchitectureExist() {
        var sources =
                SourceTree.files().stream()
                        .map(path -> path.getFileName().toString())
                        .collect(joining("\n"));
        assertThat(
                        found(
                                SourceTree.read("docs/architecture.md"),
                                "`(?:[a-z.]+\\.)?([A-Z][a-z]+(?:[A-Z][a-z]+)*)`"))
                .isNotEmpty()
                .filteredOn(name -> !name.equals("Clock"))
                .allSatisfy(type -> assertThat(sources).contains(type + ".java"));
    }

    @Test
    void theOperationOfTheReadmeIsValid() {
        var example = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(README);
        assertThat(example.find()).isTrue();
        var check = new OperationCheck(List.of(new AnyWork("exec"), new AnyWork("wait")));
        var bytes = example.group(1).getBytes(StandardCharsets.ISO_8859_1);
        assertThat(check.check("README.md", bytes).flaws()).isEmpty();
    }

    /** A step kind that accepts every specification; the real checks have their own tests. */
    private record AnyWork(String name) implements StepKind {
        @Override
        public List<Flaw> check(JsonNode spec) {
            return List.of();
        }

        @Override
        public AttemptResult run(JsonNode spec, StepContext context) {
            throw new UnsupportedOperationException("only checked, never run");
        }

        @Override
        public String describe(JsonNode spec) {
            return name;
        }
    }

    /** Every setting of the project with its default, as the daemon reads them. */
    private static Map<String, String> settings() {
        var settings = new TreeMap<String, String>();
        new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages(PackageRules.ROOT)
                        .stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .map(type -> ConfigMappings.ConfigClass.configClass(type.reflect()))
                        .forEach(
                                mapping ->
                                        ConfigMappings.getProperties(mapping)
                                                .forEach(
                                                        (name, property) ->
                                                                settings.put(
                                                                        name,
                                                                        property.hasDefaultValue()
                                                                                ? property
                                                                                        .getDefaultValue()
                                                                                : "none")));
        // The values of a map are settings.
        settings.put("obtaskd.target-links.<TYPE>", settings.remove("obtaskd.target-links.*"));
        // Elements of a list are not settings.
        settings.keySet().removeIf(name -> name.endsWith("[*]"));
        settings.putAll(
                properties().entrySet().stream()
                        .filter(entry -> entry.getKey().toString().startsWith("obtaskd."))
                        .collect(
                                toMap(
                                        entry -> entry.getKey().toString(),
                                        entry -> entry.getValue().toString())));
        return settings;
    }

    private static Properties properties() {
        var properties = new Properties();
        try {
            properties.load(
                    new StringReader(SourceTree.read("src/main/resources/application.properties")));
        } catch (IOException never) {
            throw new AssertionError(never);
        }
        return properties;
    }

    private static List<String> found(String pattern) {
        return found(README, pattern);
    }

    private static List<String> found(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().map(hit -> hit.group(1)).toList();
    }
}
