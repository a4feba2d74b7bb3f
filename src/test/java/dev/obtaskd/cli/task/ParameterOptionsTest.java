package dev.obtaskd.cli.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterOptionsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    5     | {"type": "string"}            | "5"
                    5     | {"type": "integer"}           | 5
                    true  | {"type": "boolean"}           | true
                    [1,2] | {"type": "array"}             | [1,2]
                    abc   | {"type": "integer"}           | "abc"
                    5     | {"type": ["string", "null"]}  | "5"
                    null  | {"type": ["string", "null"]}  | null
                    5     | {"type": ["string","integer"]} | 5
                    5     | {}                            | 5
                    a b   | {}                            | "a b"
                    ~~    | {"type": "integer"}           | ""
                    """)
    void aValueHasTheTypeThatTheSchemaAsksFor(String text, String schema, String json)
            throws IOException {
        var mapper = new ObjectMapper();
        assertThat(ParameterOptions.value(text == null ? "" : text, mapper.readTree(schema)))
                .isEqualTo(mapper.readTree(json));
    }
}
