package dev.obtaskd.api.v2.http;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Divides the paths among this API, obshell's and the framework: what belongs to neither of the
 * others belongs to this API. Requests that read the page are answered before.
 */
final class ApiPaths {

    private ApiPaths() {}

    /** Whether the limits of this API hold for a path, and errors are its problems. */
    static boolean ofThisApi(@Nullable String path) {
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
