package dev.obtaskd.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessagesTest {

    private static final Path BUNDLES = Path.of("src/main/resources/messages");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d+)}");

    /** A bundle that a class opens, and the keys that it uses as literals. */
    private static final Pattern OPENED = Pattern.compile("Messages\\.of\\(\\s*\"([a-z-]+)\"\\)");

    private static final Pattern ASKED =
            Pattern.compile("MESSAGES\\.text\\(\\s*\"([^\"]+)\"\\s*[,)]");

    /** A string literal with a Chinese character; literals do not span lines. */
    private static final Pattern CHINESE_LITERAL =
            Pattern.compile(
                    "\"(?:[^\"\\\\\\n]|\\\\.)*[\\u3000-\\u303f\\u4e00-\\u9fff\\uff00-\\uffef]");

    static List<String> bundles() throws IOException {
        try (var files = Files.list(BUNDLES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("_en.properties"))
                    .map(name -> name.replace("_en.properties", ""))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void bothLanguagesHaveTheSameKeysWithTheSameArguments(String bundle) {
        var english = load(bundle + "_en");
        var chinese = load(bundle + "_zh");
        assertThat(english).isNotEmpty();
        assertThat(chinese.keySet()).isEqualTo(english.keySet());
        english.forEach(
                (key, text) ->
                        assertThat(placeholders(chinese.get(key)))
                                .as("arguments of %s in %s", key, bundle)
                                .isEqualTo(placeholders(text)));
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void everyMessageIsAPatternWithoutASingleApostrophe(String bundle) {
        for (var language : List.of("_en", "_zh")) {
            assertThat(load(bundle + language))
                    .allSatisfy(
                            (key, text) ->
                                    assertThat(text.replace("''", "")).as(key).doesNotContain("'"));
            load(bundle + language)
                    .keySet()
                    .forEach(
                            key ->
                                    assertThat(Messages.of(bundle).text(key, 1, 2, 3, 4, 5))
                                            .isNotNull());
        }
    }

    @Test
    void everyKeyUsedInTheSourcesExists() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            var sources =
                    files.filter(file -> file.toString().endsWith(".java"))
                            .map(MessagesTest::read)
                            .toList();
            assertThat(sources)
                    .filteredOn(source -> OPENED.matcher(source).find())
                    .isNotEmpty()
                    .allSatisfy(MessagesTest::check);
        }
    }

    @Test
    void sourcesHaveNoChineseLiterals() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java")))
                    .isNotEmpty()
                    .allSatisfy(
                            file ->
                                    assertThat(CHINESE_LITERAL.matcher(code(file)).find())
                                            .as("%s has a Chinese string literal", file)
                                            .isFalse());
        }
        assertThat(CHINESE_LITERAL.matcher("of(\"en\", \"任务\")").find()).isTrue();
    }

    @Test
    void argumentsAreWrittenWithoutALocale() {
        assertThat(Messages.of("task").text("wait.drain", 12_345))
                .isEqualTo(
                        new LocalizedText(
                                "Waits for 12345 running sub tasks to end", "正在等待 12345 个子任务结束"));
    }

    @Test
    void aMissingKeyIsNamed() {
        var messages = Messages.of("task");
        assertThatThrownBy(() -> messages.text("no.such.key"))
                .hasMessage("bundle task has no key no.such.key");
    }

    private static void check(String source) {
        var opened = OPENED.matcher(source);
        assertThat(opened.find()).isTrue();
        var keys = load(opened.group(1) + "_en").keySet();
        assertThat(ASKED.matcher(source).results().map(hit -> hit.group(1))).isSubsetOf(keys);
    }

    private static Set<String> placeholders(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(hit -> hit.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> load(String file) {
        var properties = new Properties();
        try (var in = Files.newInputStream(BUNDLES.resolve(file + ".properties"))) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(key -> key, properties::getProperty));
    }

    /** The source without comment lines, which may quote Chinese terms. */
    private static String code(Path file) {
        return read(file)
                .lines()
                .filter(line -> !line.strip().matches("(/\\*|\\*|//).*"))
                .collect(Collectors.joining("\n"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
