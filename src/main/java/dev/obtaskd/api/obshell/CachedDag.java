package dev.obtaskd.api.obshell;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.util.RawValue;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A dag for an answer.
 *
 * @param shown a {@link DagDetail}, or the JSON that was made of it
 */
@RegisterForReflection
public record CachedDag(@JsonValue Object shown) {

    /** A string of this kind turns itself into bytes only once. */
    static CachedDag written(String json) {
        return new CachedDag(new RawValue(new SerializedString(json)));
    }
}
