package dev.obtaskd.catalogue.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.json.ExactNumbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergePatchTest {

    /** The examples of RFC 7396, appendix A, and numbers that must stay exact. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":\"b\"}|{\"a\":\"c\"}|{\"a\":\"c\"}",
                "{\"a\":\"b\"}|{\"b\":\"c\"}|{\"a\":\"b\",\"b\":\"c\"}",
                "{\"a\":\"b\"}|{\"a\":null}|{}",
                "{\"a\":\"b\",\"b\":\"c\"}|{\"a\":null}|{\"b\":\"c\"}",
                "{\"a\":[\"b\"]}|{\"a\":\"c\"}|{\"a\":\"c\"}",
                "{\"a\":\"c\"}|{\"a\":[\"b\"]}|{\"a\":[\"b\"]}",
                "{\"a\":{\"b\":\"c\"}}|{\"a\":{\"b\":\"d\",\"c\":null}}|{\"a\":{\"b\":\"d\"}}",
                "{\"a\":[{\"b\":\"c\"}]}|{\"a\":[1]}|{\"a\":[1]}",
                "[\"a\",\"b\"]|[\"c\",\"d\"]|[\"c\",\"d\"]",
                "{\"a\":\"b\"}|[\"c\"]|[\"c\"]",
                "{\"a\":\"foo\"}|null|null",
                "{\"a\":\"foo\"}|\"bar\"|\"bar\"",
                "{\"e\":null}|{\"a\":1}|{\"e\":null,\"a\":1}",
                "[1,2]|{\"a\":\"b\",\"c\":null}|{\"a\":\"b\"}",
                "{}|{\"a\":{\"bb\":{\"ccc\":null}}}|{\"a\":{\"bb\":{}}}",
                "{\"n\":1.10}|{\"m\":2.50}|{\"n\":1.10,\"m\":2.50}"
            })
    void patches(String target, String patch, String result) {
        var before = json(target);
        assertThat(MergePatch.apply(before, json(patch)).toString()).isEqualTo(result);
        assertThat(before).as("the target stays").isEqualTo(json(target));
    }

    @Test
    void changesAreFoundMemberByMember() {
        var changes =
                ParameterChange.between(
                        json("{\"a\":1,\"b\":{\"c/d\":1,\"e\":[1]},\"f\":{}}"),
                        json("{\"a\":1,\"b\":{\"c/d\":2,\"e\":[2]},\"f\":1,\"g\":2}"));
        assertThat(changes)
                .extracting(ParameterChange::pointer)
                .containsExactly("/b/c~1d", "/b/e", "/f", "/g");
        assertThat(changes.getLast().before().isMissingNode()).isTrue();
        assertThat(ParameterUses.of(json("[\"${{ params.b }}\"]")).include(changes.get(1)))
                .isTrue();
        assertThat(ParameterUses.of(json("[\"x ${{ params.f.g }}\"]")).include(changes.get(2)))
                .isTrue();
        assertThat(ParameterUses.of(json("[\"${{ params.bb }}\", 1]")).include(changes.get(1)))
                .isFalse();
    }

    @Test
    void secretsAreMaskedWhereverTheSchemaNamesThem() {
        var schema =
                json(
                        "{\"$defs\":{\"s\":{\"type\":\"string\",\"writeOnly\":true}},"
                                + "\"allOf\":[{\"properties\":{\"x\":{\"writeOnly\":true}}}],"
                                + "\"properties\":{\"a\":{\"$ref\":\"#/$defs/s\"},\"l\":{\"items\":"
                                + "{\"properties\":{\"p\":{\"$ref\":\"#/$defs/s\"}}}}}}");
        assertThat(
                        new ParameterMask(schema)
                                .apply(
                                        json(
                                                "{\"a\":\"1\",\"b\":\"2\",\"x\":{\"y\":3},\"l\":[{\"p\":\"4\",\"q\":5}]}"))
                                .toString())
                .isEqualTo(
                        "{\"a\":\"******\",\"b\":\"2\",\"x\":\"******\",\"l\":[{\"p\":\"******\",\"q\":5}]}");
    }

    private static JsonNode json(String text) {
        return ExactNumbers.parse(text);
    }
}
