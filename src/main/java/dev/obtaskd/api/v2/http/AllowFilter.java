package dev.obtaskd.api.v2.http;

import io.quarkus.resteasy.reactive.server.runtime.ResteasyReactiveRecorder;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;
import org.jboss.resteasy.reactive.server.util.RuntimeResourceVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Answers OPTIONS, and refuses a method that a path does not support with the header {@code Allow}.
 * The framework's own header names the methods of a whole resource class; this one those of the
 * path, from the routes that the framework registered.
 */
@ApplicationScoped
public class AllowFilter {

    /**
     * After authentication and permission checks, so that only users learn which paths exist, and
     * before the body is read.
     */
    private static final int AFTER_LOGIN = 60;

    private static final String ROOT = "/api/v2/";

    private record Route(PathTemplate path, List<String> methods) {}

    private final ProblemWriter problems;
    private volatile List<Route> routes = List.of();

    AllowFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, AFTER_LOGIN);
    }

    void readRoutes(@Observes StartupEvent event) {
        var found = new HashMap<String, SortedSet<String>>();
        RuntimeResourceVisitor.visitRuntimeResources(
                "/",
                ResteasyReactiveRecorder.getCurrentDeployment().getClassMappers(),
                new RuntimeResourceVisitor() {
                    @Override
                    public void visitRuntimeResource(
                            @Nullable String method, String path, RuntimeResource resource) {
                        if (method != null && path.startsWith(ROOT)) {
                            found.computeIfAbsent(path, any -> new TreeSet<>()).add(method);
                        }
                    }
                });
        routes = routes(found);
    }

    /** The templates of all paths. */
    public Stream<String> paths() {
        return routes.stream().map(route -> route.path().text());
    }

    private void check(RoutingContext context) {
        var allowed = allowed(context.normalizedPath());
        var method = context.request().method().name();
        if (allowed.isEmpty()
                && method.equals("OPTIONS")
                && ApiPaths.ofThisApi(context.request().path())) {
            // The framework would also answer this for paths that do not exist.
            problems.write(context, ProblemException.of(ErrorCode.PATH_UNKNOWN));
        } else if (allowed.isEmpty() || !method.equals("OPTIONS") && allowed.contains(method)) {
            context.next();
        } else if (method.equals("OPTIONS")) {
            context.response()
                    .setStatusCode(204)
                    .putHeader("Allow", String.join(", ", allowed))
                    .end();
        } else {
            var refusal =
                    ProblemException.of(ErrorCode.METHOD_UNSUPPORTED)
                            .with("Allow", String.join(", ", allowed));
            problems.write(context, refusal);
        }
    }

    /** The methods of a path; empty if it is unknown. */
    private List<String> allowed(String path) {
        // Compared first, because requests for other paths are frequent.
        if (!path.startsWith(ROOT)) {
            return List.of();
        }
        return routes.stream()
                .filter(route -> route.path().matches(path))
                .findFirst()
                .map(Route::methods)
                .orElse(List.of());
    }

    private static List<Route> routes(Map<String, SortedSet<String>> methods) {
        return methods.entrySet().stream()
                .map(
                        entry ->
                                new Route(
                                        PathTemplate.of(entry.getKey()),
                                        complete(entry.getValue())))
                .sorted(Comparator.comparing(route -> -route.path().literals()))
                .toList();
    }

    /** Adds the methods that the framework supports without a resource method. */
    private static List<String> complete(SortedSet<String> methods) {
        var head = methods.contains("GET") ? Stream.of("HEAD") : Stream.<String>empty();
        return Stream.of(methods.stream(), head, Stream.of("OPTIONS"))
                .flatMap(part -> part)
                .distinct()
                .toList();
    }
}
