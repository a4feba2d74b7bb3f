package dev.obtaskd.catalogue.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.obtaskd.catalogue.OperationExamples;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParameterSchemaTest {

    private static final ParameterSchema PARAMETERS =
            new ParameterSchema(
                    OperationExamples.json(
                            """
                            {'type': 'object', 'required': ['tenant'], 'additionalProperties': false, 'properties': {
                              'tenant': {'type': 'string', 'pattern': '^[a-z]+$'},
                              'count': {'type': 'integer', 'default': 3},
                              'tags': {'type': 'array', 'items': {'type': 'string'}, 'default': ['x']},
                              'more': {'type': 'object', 'properties': {'deep': {'default': true}}}}}\
                            """));

    @Test
    void setsDefaultsOfMissingParameters() {
        assertThat(accepted("{'tenant': 'a', 'more': {}}"))
                .isEqualTo(
                        OperationExamples.json(
                                "{'tenant': 'a', 'count': 3, 'tags': ['x'], 'more': {'deep':"
                                        + " true}}"));
    }

    @Test
    void keepsGivenParameters() {
        assertThat(accepted("{'tenant': 'a', 'count': 0, 'tags': []}").path("count").asInt())
                .isZero();
    }

    @Test
    void doesNotModifySchemaOrRequest() {
        var given = OperationExamples.json("{'tenant': 'a'}");
        ((ParameterSchema.Accepted) PARAMETERS.check(given)).params().withArray("tags").add("y");

        assertThat(given).isEqualTo(OperationExamples.json("{'tenant': 'a'}"));
        assertThat(accepted("{'tenant': 'a'}").path("tags"))
                .isEqualTo(OperationExamples.json("['x']"));
    }

    @Test
    void namesAMissingParameter() {
        assertThat(refused("{}"))
                .extracting(
                        ParameterError::field, ParameterError::value, OperationExamples::english)
                .containsExactly(tuple("params.tenant", null, "is required"));
        assertThat(PARAMETERS.check(MissingNode.getInstance()))
                .isInstanceOf(ParameterSchema.Refused.class);
        assertThat(refused("null")).hasSize(1);
    }

    @Test
    void namesAnUnknownParameterWithItsValue() {
        assertThat(refused("{'tenant': 'a', 'tennant': 'b'}"))
                .extracting(
                        ParameterError::field, ParameterError::value, OperationExamples::english)
                .containsExactly(tuple("params.tennant", "b", "is not known"));
    }

    @Test
    void namesAWrongValueAtAnyDepth() {
        assertThat(refused("{'tenant': 'A', 'tags': ['x', 7]}"))
                .extracting(error -> error.field() + " " + error.value())
                .containsExactlyInAnyOrder("params.tenant A", "params.tags.1 7");
    }

    @Test
    void truncatesALongValueBetweenCharacters() {
        var error =
                refused("{'tenant': '" + "a".repeat(199) + "🧨" + "b".repeat(50) + "'}").getFirst();

        assertThat(error.value()).isEqualTo("a".repeat(199));
        assertThat(refused("{'tenant': '" + "A".repeat(300) + "'}").getFirst().value())
                .hasSize(200);
    }

    @Test
    void refusesANulCharacterAnywhere() {
        var given = JsonNodeFactory.instance.objectNode().put("tenant", "a");
        given.putArray("tags").add("x\0y");

        assertThat(((ParameterSchema.Refused) PARAMETERS.check(given)).errors())
                .extracting(
                        ParameterError::field, ParameterError::value, OperationExamples::english)
                .containsExactly(
                        tuple("params.tags.0", "x\0y", "must not contain a NUL character"));
    }

    @Test
    void refusesAnUnpairedSurrogate() {
        var given = JsonNodeFactory.instance.objectNode().put("tenant", "a");
        given.putArray("tags").add("\ud83e");

        assertThat(((ParameterSchema.Refused) PARAMETERS.check(given)).errors())
                .extracting(
                        ParameterError::field, ParameterError::value, OperationExamples::english)
                .containsExactly(tuple("params.tags.0", null, "must be valid Unicode text"));
    }

    @Test
    void refusesMoreThan64KibInTotal() {
        var given = "{'tenant': 'a', 'tags': ['" + "x".repeat(ParameterSchema.MAX_BYTES) + "']}";

        assertThat(refused(given))
                .singleElement()
                .extracting(OperationExamples::english)
                .asString()
                .matches("all parameters together are \\d+ bytes; the limit is 65536");
    }

    @Test
    void refusesOtherThanObjects() {
        assertThat(refused("[1]"))
                .extracting(
                        ParameterError::field, ParameterError::value, OperationExamples::english)
                .containsExactly(tuple("params", "[1]", "must be an object"));
    }

    private static JsonNode accepted(String given) {
        return ((ParameterSchema.Accepted) PARAMETERS.check(OperationExamples.json(given)))
                .params();
    }

    private static List<ParameterError> refused(String given) {
        return ((ParameterSchema.Refused) PARAMETERS.check(OperationExamples.json(given))).errors();
    }
}
