package dev.obtaskd.catalogue.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.text.Messages;
import java.io.IOException;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ViolationTextsTest {

    /** Keywords that only pass on the errors of others, and those of older or other dialects. */
    private static final Set<String> NEVER_REPORTED =
            Set.of(
                    "$ref",
                    "additionalItems",
                    "allOf",
                    "anyOf",
                    "contentEncoding",
                    "contentMediaType",
                    "dependencies",
                    "dependentSchemas",
                    "format.unknown",
                    "id",
                    "maxContains",
                    "minContains",
                    "minContainsVsMaxContains",
                    "notAllowed",
                    "patternProperties",
                    "prefixItems",
                    "properties",
                    "readOnly",
                    "writeOnly");

    @Test
    void everyMessageOfTheLibraryHasAText() throws IOException {
        var library = new Properties();
        try (var in = getClass().getResourceAsStream("/jsv-messages.properties")) {
            library.load(in);
        }
        assertThat(library.stringPropertyNames())
                .filteredOn(key -> !NEVER_REPORTED.contains(key))
                // Formats are the daemon's own and use the key of the keyword.
                // Discriminators are of OpenAPI.
                .filteredOn(key -> !key.matches("(format|discriminator)\\..*"))
                .isNotEmpty()
                .allSatisfy(
                        key -> assertThat(Messages.of("catalogue").has("schema." + key)).isTrue());
    }
}
