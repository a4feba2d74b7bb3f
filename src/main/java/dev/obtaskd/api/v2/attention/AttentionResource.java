package dev.obtaskd.api.v2.attention;

import dev.obtaskd.api.v2.http.AcceptsQuery;
import dev.obtaskd.api.v2.http.ChangeRequest;
import dev.obtaskd.api.v2.http.InMemoryPage;
import dev.obtaskd.api.v2.http.PageParameters;
import dev.obtaskd.api.v2.openapi.OpenApiRefs;
import dev.obtaskd.api.v2.wire.CauseView.CauseList;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Lists what needs a user now, grouped by cause. */
@Tag(name = "attention")
@Path("/api/v2/attention")
@RolesAllowed("TASK_VIEWER")
@Produces(MediaType.APPLICATION_JSON)
public class AttentionResource {

    private static final String LIST = "attention";

    private final AttentionService attention;
    private final CauseViews views;
    private final ChangeRequest.Reader requests;

    AttentionResource(AttentionService attention, CauseViews views, ChangeRequest.Reader requests) {
        this.attention = attention;
        this.views = views;
        this.requests = requests;
    }

    /** A page of the causes. */
    @GET
    @Operation(
            operationId = "listAttention",
            summary = "List what needs a user now, grouped by cause",
            description =
                    "A task is in one cause, the first that applies: CLAIM (a claim whose owner has"
                        + " failed, or that refuses submits or delays tasks), AGENT (an agent that"
                        + " does not run its sub tasks), FAILED (a step that fails with the same"
                        + " error), WAITING (a wait beyond half of its limit or 30 minutes). Of"
                        + " each state the 500 newest failed and the 500 oldest active tasks are"
                        + " grouped; hidden tasks are not")
    @AcceptsQuery(PageParameters.class)
    @Parameter(ref = OpenApiRefs.LANGUAGE)
    @APIResponse(
            responseCode = "200",
            description = "A page of the causes, sorted by kind and key",
            content =
                    @Content(
                            schema = @Schema(implementation = CauseList.class),
                            examples =
                                    @ExampleObject(
                                            name = "failed",
                                            value = AttentionExample.FAILED)))
    public CauseList causes(@Context HttpServerRequest request) {
        var query = PageParameters.PAGE.read(request);
        var context = requests.context(request);
        var found = attention.of(context);
        var page =
                InMemoryPage.of(
                        query,
                        LIST,
                        found.causes(),
                        cause ->
                                CauseViews.kind(cause).ordinal()
                                        + " "
                                        + CauseViews.key(cause, context));
        return new CauseList(
                page.items().stream()
                        .map(cause -> views.of(cause, found.holds(), context))
                        .toList(),
                page.nextCursor());
    }
}
