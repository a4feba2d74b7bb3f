package dev.obtaskd.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The migrations, and the stores of earlier versions on which they are tested. */
class SchemaVersionTest {

    private static final Pattern MIGRATION = Pattern.compile("V(\\d+)__.*\\.sql");
    private static final Pattern STORE = Pattern.compile("v(\\d+)\\.mv\\.db\\.gz");

    /** No state of the main branch had these versions, and older ones were never in use. */
    private static final Set<Integer> NEVER_RELEASED = Set.of(1, 2, 5, 6);

    @Test
    void theCurrentVersionIsThatOfTheNewestMigration() throws IOException {
        assertThat(numbers("src/main/resources/db/local", MIGRATION).last())
                .isEqualTo(SchemaVersion.CURRENT);
    }

    /** Before a migration is added, a store of the version before it is made. */
    @Test
    void everyEarlierVersionHasAStore() throws IOException {
        var needed =
                IntStream.range(1, SchemaVersion.CURRENT)
                        .boxed()
                        .filter(version -> !NEVER_RELEASED.contains(version))
                        .collect(Collectors.toSet());
        assertThat(numbers("src/test/resources/stores", STORE))
                .as("see src/test/resources/stores/README.md")
                .containsAll(needed);
    }

    private static TreeSet<Integer> numbers(String directory, Pattern name) throws IOException {
        try (var files = Files.list(Path.of(directory))) {
            return files.map(file -> name.matcher(file.getFileName().toString()))
                    .filter(matcher -> matcher.matches())
                    .map(matcher -> Integer.valueOf(matcher.group(1)))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
