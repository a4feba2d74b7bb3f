package dev.obtaskd.api.v2.http;

import dev.obtaskd.api.v2.wire.FieldError;
import dev.obtaskd.text.Messages;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters of a resource method: the only place that lists them. Parameters that are
 * unknown, repeated or invalid are refused, never ignored.
 *
 * <p>A subclass declares each parameter as a field. A new one is one line there:
 *
 * <pre>{@code
 * final QueryParameter<String> regex = add(text("regex", "Only lines that match this pattern"));
 * }</pre>
 *
 * <p>{@link QueryParameter} has one method for each type. The resource method reads the value with
 * {@link QueryValues#find}, or with {@link QueryValues#get} if the parameter has a default. A new
 * subclass is named in {@link AcceptsQuery} at its resource methods.
 */
public class QueryParameters {

    /** The declaration of a method without parameters. */
    public static final QueryParameters NONE = new QueryParameters();

    private static final Messages MESSAGES = Messages.of("api");

    private final Map<String, QueryParameter<?>> parameters = new LinkedHashMap<>();

    protected QueryParameters() {}

    /** Declares a parameter. */
    protected final <T> QueryParameter<T> add(QueryParameter<T> parameter) {
        if (parameters.putIfAbsent(parameter.name(), parameter) != null) {
            throw new IllegalArgumentException("declared twice: " + parameter.name());
        }
        return parameter;
    }

    /** All parameters, in the order of their declaration. */
    public final Collection<QueryParameter<?>> all() {
        return Collections.unmodifiableCollection(parameters.values());
    }

    /**
     * Reads and checks the parameters of a request.
     *
     * @throws ProblemException for unknown parameters, invalid values and invalid encoding
     */
    public final QueryValues read(HttpServerRequest request) {
        return read(request.query());
    }

    /**
     * Reads and checks a query string.
     *
     * @param raw as it was sent, percent-encoded; null if absent
     */
    final QueryValues read(@Nullable String raw) {
        var values = new LinkedHashMap<String, List<String>>();
        for (var pair : raw == null ? new String[0] : raw.split("&")) {
            if (!pair.isEmpty()) {
                var equals = pair.indexOf('=');
                var name = PercentDecoder.decode(equals < 0 ? pair : pair.substring(0, equals));
                known(name);
                values.computeIfAbsent(name, any -> new ArrayList<>())
                        .add(equals < 0 ? "" : PercentDecoder.decode(pair.substring(equals + 1)));
            }
        }
        return read(values);
    }

    /** Checks parameters that were not sent in a query string. */
    public final QueryValues read(Map<String, List<String>> values) {
        values.forEach(
                (name, sent) -> {
                    var parameter = known(name);
                    if (!sent.isEmpty()) {
                        parameter.parse(sent);
                    }
                });
        return new QueryValues(parameters.keySet(), values);
    }

    private QueryParameter<?> known(String name) {
        var parameter = parameters.get(name);
        if (parameter == null) {
            var shown = FieldError.truncated(name);
            throw ProblemException.of(
                    ErrorCode.UNKNOWN_PARAMETER,
                    parameters.isEmpty()
                            ? MESSAGES.text("query.unknown.none", shown)
                            : MESSAGES.text(
                                    "query.unknown",
                                    shown,
                                    String.join(", ", new TreeSet<>(parameters.keySet()))));
        }
        return parameter;
    }
}
