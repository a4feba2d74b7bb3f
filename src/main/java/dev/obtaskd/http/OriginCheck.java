package dev.obtaskd.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Detects requests that a page of another origin makes with the credentials in the browser. Other
 * clients do not send these headers.
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

    /** Whether a request is a cross-origin write with the credentials of the browser. */
    boolean forged(HttpServerRequest request) {
        var headers = request.headers();
        return !READING.contains(request.method().name())
                && remembered(headers)
                && (foreignSite(headers) || foreignOrigin(headers, own(request)));
    }

    /** Whether the request has a credential that browsers add automatically. */
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

    /** Lower case, without the default port of the scheme. */
    private static String plain(String origin) {
        var lower = origin.strip().toLowerCase(Locale.ROOT);
        var port = lower.startsWith("https://") ? ":443" : ":80";
        return lower.endsWith(port) ? lower.substring(0, lower.length() - port.length()) : lower;
    }
}
