package dev.obtaskd.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells requests that a page of another origin makes with what the browser remembers of the user.
 * Programs that are no browsers send neither of the headers looked at.
 */
@ApplicationScoped
class OriginCheck {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> FOREIGN_SITES = Set.of("cross-site", "same-site");

    private final Set<String> allowed;

    OriginCheck(HttpSettings settings) {
        this.allowed =
                settings.origins().orElse(Set.of()).stream()
                        .map(OriginCheck::plain)
                        .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Whether a request would change something in the name of a user whose browser was made to send
     * it.
     */
    boolean forged(HttpServerRequest request) {
        var headers = request.headers();
        return !READING.contains(request.method().name())
                && remembered(headers)
                && (foreignSite(headers) || foreignOrigin(headers, own(request)));
    }

    /** Whether it has a credential that browsers add by themselves. */
    private static boolean remembered(MultiMap headers) {
        return headers.contains("Cookie")
                || headers.getAll("Authorization").stream()
                        .anyMatch(value -> value.regionMatches(true, 0, "basic", 0, 5));
    }

    private static boolean foreignSite(MultiMap headers) {
        return headers.getAll("Sec-Fetch-Site").stream()
                .anyMatch(site -> FOREIGN_SITES.contains(site.toLowerCase(Locale.ROOT)));
    }

    private boolean foreignOrigin(MultiMap headers, String own) {
        return headers.getAll("Origin").stream()
                .map(OriginCheck::plain)
                .anyMatch(origin -> !origin.equals(own) && !allowed.contains(origin));
    }

    private static String own(HttpServerRequest request) {
        return plain((request.isSSL() ? "https" : "http") + "://" + request.getHeader("Host"));
    }

    /** Lower case, and without the port that its scheme has anyway. */
    private static String plain(String origin) {
        var lower = origin.strip().toLowerCase(Locale.ROOT);
        var port = lower.startsWith("https://") ? ":443" : ":80";
        return lower.endsWith(port) ? lower.substring(0, lower.length() - port.length()) : lower;
    }
}
