package dev.obtaskd.page;

import io.vertx.core.http.HttpServerRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which requests read the page: GET and HEAD outside the APIs and the framework. */
final class PagePaths {

    /** The paths of the built files. Every other path is one that the page itself interprets. */
    static final String ASSETS = "/assets/";

    private static final Set<String> METHODS = Set.of("GET", "HEAD");

    private PagePaths() {}

    static boolean owns(HttpServerRequest request) {
        return owns(request.method().name(), request.path());
    }

    static boolean owns(String method, @Nullable String path) {
        return path != null
                && METHODS.contains(method)
                && !below(path, "/api")
                && !below(path, "/q");
    }

    private static boolean below(String path, String root) {
        return path.equals(root) || path.startsWith(root + "/");
    }
}
