package dev.obtaskd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Terms of docs/glossary.md that belong to obshell are used in {@code api.obshell} only. */
class GlossaryTest {

    private static final Path WIRE = SourceTree.at("src/main/java/dev/obtaskd/api/obshell");

    /** Excludes "node" and "sub_task", which also mean JSON nodes and our sub tasks. */
    private static final Pattern FOREIGN =
            Pattern.compile(
                    "obshell|(?<![a-z])ocs(?![a-z])|(?<![a-z])dags?(?![a-z])|main_?dag|sub_?dag|node_id|dag_id|task_logs|"
                        + "max_?stage|execute_?(times|agent)|maintenance_(type|key)|show_?details|agent_?password",
                    Pattern.CASE_INSENSITIVE);

    /**
     * Parts of names, such as {@code failedDag} or {@code DagList}, a state, and parts of error
     * codes.
     */
    private static final Pattern EXACT =
            Pattern.compile("Dags?(?![a-z])|\\bdags?[A-Z]|SUCCEED\\b|GenericID|UnderMaintenance");

    /** Files that refer to the other API, or to the daemon of that name on a host. */
    private static final Map<String, Set<String>> ALLOWED =
            Map.of(
                    "src/main/java/dev/obtaskd/api/v2/http/ApiPaths.java", Set.of("obshell"),
                    "src/main/resources/application.properties", Set.of("obshell"),
                    "src/main/resources/operations/host.inspect.yaml", Set.of("obshell"));

    /** Messages of that package. */
    private static final String BUNDLE = "src/main/resources/messages/obshell_";

    @Test
    void termsOfObshellAreInItsPackageOnly() {
        var files =
                SourceTree.files().stream()
                        .filter(
                                file ->
                                        file.startsWith(SourceTree.at("src/main"))
                                                && !file.startsWith(WIRE)
                                                // Its checksums contain any letters.
                                                && !file.endsWith("package-lock.json")
                                                && !file.toString().contains(BUNDLE))
                        .toList();
        assertThat(files)
                .hasSizeGreaterThan(100)
                .allSatisfy(
                        file -> {
                            var name = SourceTree.at("").relativize(file).toString();
                            assertThat(foreign(SourceTree.read(file)))
                                    .as(name)
                                    .isSubsetOf(allowed(name));
                        });
    }

    @Test
    void theRuleDetectsTheTerms() {
        for (var word :
                List.of(
                        "a dag",
                        "\"dag_id\"",
                        "DagDetail",
                        "failedDag",
                        "X-OCS-Header",
                        "obshell's",
                        "maxStage",
                        "agentPassword",
                        "\"SUCCEED\"",
                        "executeTimes",
                        "main_dags")) {
            assertThat(foreign(word)).as(word).isNotEmpty();
        }
        assertThat(foreign("docs SUCCEEDED succeeded JsonNode GenericId sub_task dagger"))
                .isEmpty();
    }

    /** The page tells its users about the other API's clients. */
    private static Set<String> allowed(String name) {
        return name.startsWith("src/main/webui/")
                ? Set.of("obshell")
                : ALLOWED.getOrDefault(name, Set.of());
    }

    private static Set<String> foreign(String text) {
        var words = new TreeSet<String>();
        FOREIGN.matcher(text)
                .results()
                .forEach(hit -> words.add(hit.group().toLowerCase(Locale.ROOT)));
        EXACT.matcher(text).results().forEach(hit -> words.add(hit.group()));
        return words;
    }
}
