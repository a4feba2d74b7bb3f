package dev.obtaskd.api.v2.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The values of the query parameters of a request, which were checked. */
public final class QueryValues {

    private final Set<String> declared;
    private final Map<String, List<String>> values;

    QueryValues(Set<String> declared, Map<String, List<String>> values) {
        this.declared = declared;
        this.values = Map.copyOf(values);
    }

    /** The value that was sent; empty if the parameter is absent. */
    public <T> Optional<T> find(QueryParameter<T> parameter) {
        if (!declared.contains(parameter.name())) {
            throw new IllegalArgumentException("undeclared parameter " + parameter.name());
        }
        var sent = values.getOrDefault(parameter.name(), List.of());
        return sent.isEmpty() ? Optional.empty() : Optional.of(parameter.parse(sent));
    }

    /** The value that was sent, otherwise the default. Only for parameters that have one. */
    public <T> T get(QueryParameter<T> parameter) {
        return find(parameter).or(() -> Optional.ofNullable(parameter.standard())).orElseThrow();
    }
}
