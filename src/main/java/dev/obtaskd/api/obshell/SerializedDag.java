package dev.obtaskd.api.obshell;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.RawValue;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The JSON of a dag, for responses that are sent repeatedly.
 *
 * @param json encoded as UTF-8 once
 */
@RegisterForReflection
public record SerializedDag(@JsonValue RawValue json) {

    static SerializedDag of(DagDetail dag, ObjectMapper mapper) {
        try {
            return new SerializedDag(
                    new RawValue(new SerializedString(mapper.writeValueAsString(dag))));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot serialize dag " + dag.id(), e);
        }
    }
}
