package dev.obtaskd.api.v2.http;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A link with {@code {name}} and {@code {id}}, which are inserted percent-encoded: a value can
 * change neither the host nor the structure of the link.
 */
final class LinkTemplate {

    private static final Pattern PLACE = Pattern.compile("\\{(name|id)}");
    private static final Pattern START =
            Pattern.compile("https?://[^/?#{}\\\\\\s]+(?=[/?#]|$)|/(?![/\\\\])");

    private final String text;

    private LinkTemplate(String text) {
        this.text = text;
    }

    /**
     * @throws IllegalArgumentException with the reason, for people
     */
    static LinkTemplate of(String text) {
        var sample = PLACE.matcher(text).replaceAll("x");
        if (sample.contains("{") || sample.contains("}")) {
            throw new IllegalArgumentException("may contain {name} and {id} only");
        }
        if (!START.matcher(text).lookingAt() || !parsable(sample)) {
            throw new IllegalArgumentException(
                    "must begin with http:// or https:// and a host, or with a single /, and must"
                            + " be a URI");
        }
        return new LinkTemplate(text);
    }

    /** The link to an object; empty if it needs an id and there is none. */
    Optional<String> link(String name, @Nullable String id) {
        if (id == null && text.contains("{id}")) {
            return Optional.empty();
        }
        return Optional.of(
                PLACE.matcher(text)
                        .replaceAll(
                                place ->
                                        encoded(
                                                place.group(1).equals("id") && id != null
                                                        ? id
                                                        : name)));
    }

    private static boolean parsable(String text) {
        try {
            return URI.create(text).getScheme() == null || URI.create(text).getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String encoded(String value) {
        var encoded =
                URLEncoder.encode(value, StandardCharsets.UTF_8)
                        .replace("+", "%20")
                        .replace("*", "%2A");
        // Dots alone would be removed from the path with what precedes them.
        return encoded.matches("\\.{1,2}") ? encoded.replace(".", "%2E") : encoded;
    }
}
