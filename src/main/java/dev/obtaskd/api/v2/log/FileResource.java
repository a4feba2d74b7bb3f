package dev.obtaskd.api.v2.log;

import dev.obtaskd.api.v2.http.AcceptsQuery;
import dev.obtaskd.api.v2.http.ChangeRequest;
import dev.obtaskd.api.v2.http.PageParameters;
import dev.obtaskd.api.v2.http.QueryParameters;
import dev.obtaskd.api.v2.openapi.OpenApiRefs;
import dev.obtaskd.api.v2.task.TaskIds;
import dev.obtaskd.api.v2.wire.FileList;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The files of tasks. */
@Tag(name = "files")
@Path("/api/v2/tasks/{id}")
@RolesAllowed("TASK_VIEWER")
public class FileResource {

    private final TaskIds ids;
    private final ChangeRequest.Reader requests;
    private final TaskFiles files;
    private final FilePage pages;
    private final LogArchive archive;
    private final DownloadLimiter sends;

    FileResource(
            TaskIds ids,
            ChangeRequest.Reader requests,
            TaskFiles files,
            FilePage pages,
            LogArchive archive,
            DownloadLimiter sends) {
        this.ids = ids;
        this.requests = requests;
        this.files = files;
        this.pages = pages;
        this.archive = archive;
        this.sends = sends;
    }

    /** A page of the files of a task. */
    @GET
    @Path("files")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listTaskFiles",
            summary = "List the files that the steps of a task offer, in the order of the steps")
    @AcceptsQuery(PageParameters.class)
    public FileList list(@PathParam("id") String id, @Context HttpServerRequest request)
            throws IOException {
        var query = PageParameters.PAGE.read(request);
        return pages.of(ids.task(id), requests.context(request), query);
    }

    /** One file. */
    @GET
    @Path("files/{name: .+}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(
            operationId = "downloadTaskFile",
            summary = "Download a file of a step, named stepId/file; supports Range")
    @Parameter(ref = OpenApiRefs.RANGE)
    @APIResponse(
            responseCode = "200",
            description = "The whole file",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(
            responseCode = "206",
            description = "The requested range",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "410", ref = OpenApiRefs.PROBLEM)
    @APIResponse(responseCode = "416", ref = OpenApiRefs.PROBLEM)
    public Response file(
            @PathParam("id") String id,
            @PathParam("name") String name,
            @Context HttpServerRequest request)
            throws IOException {
        QueryParameters.NONE.read(request);
        return files.find(ids.task(id), name).respond(request, sends);
    }

    /** All logs and files of a task in one archive. */
    @GET
    @Path("logs.zip")
    @Produces("application/zip")
    @Operation(
            operationId = "downloadTaskLogs",
            summary = "Download all logs and files of a task with its details and its audit")
    @APIResponse(
            responseCode = "200",
            description = "The archive",
            content =
                    @Content(
                            mediaType = "application/zip",
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response logs(@PathParam("id") String id, @Context HttpServerRequest request)
            throws IOException {
        QueryParameters.NONE.read(request);
        var task = ids.task(id);
        var response = FileDownload.head(Response.ok(), id + "-logs.zip", "application/zip");
        if (!request.method().equals(HttpMethod.HEAD)) {
            response.entity(sends.body(archive.of(task, requests.context(request)), -1));
        }
        return response.build();
    }
}
