package dev.obtaskd.api.v2.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.jboss.jandex.IndexView;

/** Completes the OpenAPI document at build time with what applies to every operation and record. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class OpenApiRules implements OASFilter {

    private final IndexView classes;

    /**
     * @param classes the application's classes
     */
    public OpenApiRules(IndexView classes) {
        this.classes = classes;
    }

    @Override
    public void filterOpenAPI(OpenAPI description) {
        new OpenApiSchemas(classes).complete(description);
        var queries = new OpenApiQueries(classes);
        description
                .getPaths()
                .getPathItems()
                .forEach(
                        (path, item) -> {
                            if (path.startsWith("/api/v2")) {
                                item.getOperations()
                                        .forEach(
                                                (method, operation) -> {
                                                    queries.complete(operation);
                                                    OpenApiResponses.complete(
                                                            path, method, operation);
                                                });
                            }
                        });
    }
}
