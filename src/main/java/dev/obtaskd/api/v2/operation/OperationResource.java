package dev.obtaskd.api.v2.operation;

import dev.obtaskd.api.v2.http.AcceptsQuery;
import dev.obtaskd.api.v2.http.ErrorCode;
import dev.obtaskd.api.v2.http.InMemoryPage;
import dev.obtaskd.api.v2.http.ProblemException;
import dev.obtaskd.api.v2.http.QueryParameters;
import dev.obtaskd.api.v2.wire.OperationList;
import dev.obtaskd.api.v2.wire.OperationView;
import dev.obtaskd.catalogue.Catalogue;
import dev.obtaskd.text.Language;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The catalogue of operations. */
@Tag(name = "operations")
@Path("/api/v2/operations")
@RolesAllowed("TASK_VIEWER")
@Produces(MediaType.APPLICATION_JSON)
public class OperationResource {

    private final Catalogue catalogue;

    OperationResource(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** A page of the operations. */
    @GET
    @Operation(
            operationId = "listOperations",
            summary = "List the operations of the catalogue, including disabled ones, by name")
    @AcceptsQuery(OperationListParameters.class)
    public OperationList list(@Context HttpServerRequest request) {
        var query = OperationListParameters.PARAMETERS.read(request);
        var hidden = query.get(OperationListParameters.PARAMETERS.hidden);
        var language = language(request);
        var entries =
                catalogue.all().stream()
                        .map(entry -> OperationMapper.view(entry, language))
                        .filter(entry -> hidden || !entry.hidden())
                        .toList();
        var page = InMemoryPage.of(query, "operations", entries, OperationView::name);
        return new OperationList(page.items(), page.nextCursor());
    }

    /** One operation. */
    @GET
    @Path("{name}")
    @Operation(
            operationId = "getOperation",
            summary = "Get an operation with the schema of its parameters and its steps")
    public OperationView one(@PathParam("name") String name, @Context HttpServerRequest request) {
        QueryParameters.NONE.read(request);
        return catalogue
                .find(name)
                .map(entry -> OperationMapper.view(entry, language(request)))
                .orElseThrow(() -> ProblemException.of(ErrorCode.OPERATION_UNKNOWN));
    }

    private static Language language(HttpServerRequest request) {
        return Language.of(request.getHeader("Accept-Language"));
    }
}
