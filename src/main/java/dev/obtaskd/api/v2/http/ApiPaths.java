package dev.obtaskd.api.v2.http;

import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Divides the paths among this API, obshell's, the framework and the page: a GET outside of the
 * first three belongs to the page, every other request to this API.
 */
final class ApiPaths {

    private static final Set<String> PAGE_METHODS = Set.of("GET", "HEAD");

    private ApiPaths() {}

    /** Whether errors of this request are problems of this API. */
    static boolean ofThisApi(HttpServerRequest request) {
        return ofThisApi(request.method().name(), request.path());
    }

    static boolean ofThisApi(String method, @Nullable String path) {
        return limited(path) && !ofPage(method, path);
    }

    /** Whether a request belongs to the page. */
    static boolean ofPage(HttpServerRequest request) {
        return ofPage(request.method().name(), request.path());
    }

    private static boolean ofPage(String method, @Nullable String path) {
        return path != null
                && limited(path)
                && PAGE_METHODS.contains(method)
                && !below(path, "/api/v2");
    }

    /** Whether the limits of this API hold for a path: those of this API and of the page. */
    static boolean limited(@Nullable String path) {
        return path == null || !(ofOtherVersion(path) || below(path, "/q"));
    }

    /** Whether a path is one of obshell's. */
    static boolean ofOtherVersion(String path) {
        return below(path, "/api/v1");
    }

    /**
     * Whether an address can be parsed. The server's own check, which answers without a body, is
     * switched off by the system property {@code vertx.disableURIValidation}.
     *
     * @param uri path and query as they were sent
     * @param path the path in it
     */
    static boolean readable(String uri, @Nullable String path) {
        try {
            new URI(uri);
            PercentDecoder.decode(path == null ? "" : path);
            return true;
        } catch (URISyntaxException | ProblemException e) {
            return false;
        }
    }

    private static boolean below(String path, String root) {
        return path.equals(root) || path.startsWith(root + "/");
    }
}
