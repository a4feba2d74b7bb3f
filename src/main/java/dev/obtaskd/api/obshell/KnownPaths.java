package dev.obtaskd.api.obshell;

import io.quarkus.resteasy.reactive.server.runtime.ResteasyReactiveRecorder;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;
import org.jboss.resteasy.reactive.server.util.RuntimeResourceVisitor;
import org.jspecify.annotations.Nullable;

/**
 * The paths of this API, from the routes that the framework registered. The framework answers some
 * methods without a resource, for any path.
 */
@ApplicationScoped
class KnownPaths {

    private static final String ROOT = "/api/v1/";
    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]*}");

    private volatile List<Pattern> paths = List.of();

    void read(@Observes StartupEvent event) {
        var templates = new HashSet<String>();
        RuntimeResourceVisitor.visitRuntimeResources(
                "/",
                ResteasyReactiveRecorder.getCurrentDeployment().getClassMappers(),
                new RuntimeResourceVisitor() {
                    @Override
                    public void visitRuntimeResource(
                            @Nullable String method, String path, RuntimeResource resource) {
                        if (method != null && path.startsWith(ROOT)) {
                            templates.add(path);
                        }
                    }
                });
        paths = templates.stream().map(KnownPaths::pattern).toList();
    }

    /** Whether a resource has this path, with any method. */
    boolean contains(String path) {
        return paths.stream().anyMatch(known -> known.matcher(path).matches());
    }

    private static Pattern pattern(String template) {
        var parts = PARAMETER.split(template, -1);
        var regex = new StringBuilder(Pattern.quote(parts[0]));
        for (var i = 1; i < parts.length; i++) {
            regex.append("[^/]+").append(Pattern.quote(parts[i]));
        }
        return Pattern.compile(regex.append("/?").toString());
    }
}
