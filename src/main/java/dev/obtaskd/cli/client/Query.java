package dev.obtaskd.cli.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The target of a request: a path with parameters. */
public final class Query {

    private final StringBuilder target;
    private boolean parameters;

    private Query(String path) {
        this.target = new StringBuilder(path);
        this.parameters = path.contains("?");
    }

    /**
     * A target.
     *
     * @param path with {@code {}} for each of the segments; it may have parameters
     */
    public static Query of(String path, String... segments) {
        var filled = path;
        for (var segment : segments) {
            var encoded = encode(segment);
            // A server resolves these two before it looks at the path.
            filled = filled.replaceFirst("\\{}", encoded.matches("\\.\\.?") ? "%2E" : encoded);
        }
        return new Query(filled);
    }

    /** Adds a parameter, unless its value is null. */
    public Query with(String name, @Nullable Object value) {
        if (value != null) {
            target.append(parameters ? '&' : '?')
                    .append(name)
                    .append('=')
                    .append(encode(value.toString()));
            parameters = true;
        }
        return this;
    }

    /** Adds a parameter once for each value. */
    public Query withAll(String name, @Nullable Collection<?> values) {
        if (values != null) {
            values.forEach(value -> with(name, value));
        }
        return this;
    }

    @Override
    public String toString() {
        return target.toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
