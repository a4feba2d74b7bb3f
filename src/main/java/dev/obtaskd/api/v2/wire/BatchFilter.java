package dev.obtaskd.api.v2.batch;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.obtaskd.api.v2.http.QueryParams;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The filters of the list of tasks as fields of a body. */
@RegisterForReflection
public record BatchFilter(
        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                @Nullable List<@Nullable String> state,
        @Nullable String scope,
        @Nullable String maintenance,
        @Nullable String operation,
        @Nullable String initiator,
        @Nullable String target,
        @Nullable String targetType,
        @Nullable String name,
        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                @Nullable List<@Nullable String> host,
        @Nullable String from,
        @Nullable String to,
        @Nullable String q,
        @Nullable Boolean hidden) {

    /** The same as parameters of the list. */
    QueryParams query() {
        var values = new LinkedHashMap<String, List<String>>();
        several(values, "state", state);
        one(values, "scope", scope);
        one(values, "maintenance", maintenance);
        one(values, "operation", operation);
        one(values, "initiator", initiator);
        one(values, "target", target);
        one(values, "targetType", targetType);
        one(values, "name", name);
        several(values, "host", host);
        one(values, "from", from);
        one(values, "to", to);
        one(values, "q", q);
        one(values, "hidden", hidden);
        return QueryParams.given(values);
    }

    private static void one(Map<String, List<String>> values, String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, List.of(value.toString()));
        }
    }

    private static void several(
            Map<String, List<String>> values, String name, @Nullable List<@Nullable String> given) {
        if (given != null) {
            values.put(
                    name,
                    given.stream()
                            .map(value -> Objects.requireNonNullElse(value, "null"))
                            .toList());
        }
    }
}
