package dev.obtaskd.api.v2.log;

import dev.obtaskd.api.v2.http.ChangeRequestReader;
import dev.obtaskd.api.v2.http.ErrorCode;
import dev.obtaskd.api.v2.http.OpenApiRefs;
import dev.obtaskd.api.v2.http.ProblemException;
import dev.obtaskd.api.v2.http.QueryParams;
import dev.obtaskd.api.v2.task.TaskIds;
import dev.obtaskd.api.v2.wire.LogView;
import dev.obtaskd.log.LogReader;
import dev.obtaskd.log.TaskDirectories;
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
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The logs of sub tasks. */
@Tag(name = "logs")
@Path("/api/v2/subtasks/{id}")
@RolesAllowed("TASK_VIEWER")
public class LogResource {

    private static final String TEXT = "text/plain;charset=UTF-8";

    private final TaskIds ids;
    private final ChangeRequestReader calls;
    private final TaskDirectories attempts;
    private final DownloadLimiter sends;

    LogResource(
            TaskIds ids,
            ChangeRequestReader calls,
            TaskDirectories attempts,
            DownloadLimiter sends) {
        this.ids = ids;
        this.calls = calls;
        this.attempts = attempts;
        this.sends = sends;
    }

    /** Some lines of an attempt's log. */
    @GET
    @Path("log")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getLog",
            summary = "Numbered lines of an attempt's log, also while it is written")
    @Parameter(
            name = "attempt",
            in = ParameterIn.QUERY,
            description = "Number of the attempt; the latest if left out",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1"))
    @Parameter(
            name = "from",
            in = ParameterIn.QUERY,
            description = "Number of the first line",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", defaultValue = "1"))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "How many lines at most",
            schema =
                    @Schema(
                            type = SchemaType.INTEGER,
                            minimum = "1",
                            maximum = "10000",
                            defaultValue = "1000"))
    @Parameter(
            name = "tail",
            in = ParameterIn.QUERY,
            description = "The last lines, this many; excludes from",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "10000"))
    @Parameter(
            name = "grep",
            in = ParameterIn.QUERY,
            description = "Only lines that hold this text, in any case",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "The lines; none if there is no attempt yet",
            content = @Content(schema = @Schema(implementation = LogView.class)))
    @APIResponse(responseCode = "410", ref = OpenApiRefs.PROBLEM)
    public LogView lines(@PathParam("id") String id, @Context HttpServerRequest request)
            throws IOException {
        var question = LogQuery.of(request.query());
        var language = calls.context(request).language();
        return switch (place(id, question.attempt())) {
            case LogLocation.There(var directory, var ended) ->
                    LogMapper.view(
                            question.ask(new LogReader(directory)), question, ended, language);
            case LogLocation.NotYet notYet -> LogMapper.empty(notYet, question, language);
            case LogLocation.NoAttempt(var no) -> throw noAttempt(no);
            case LogLocation.Expired _ -> throw ProblemException.of(ErrorCode.LOG_EXPIRED);
        };
    }

    /** An attempt's log as it is on disk. */
    @GET
    @Path("log/raw")
    @Produces(TEXT)
    @Operation(
            operationId = "downloadLog",
            summary = "An attempt's log for download; understands Range")
    @Parameter(ref = OpenApiRefs.RANGE)
    @APIResponse(
            responseCode = "200",
            description = "The whole of it",
            content =
                    @Content(
                            mediaType = TEXT,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(
            responseCode = "206",
            description = "The range that was asked for",
            content =
                    @Content(
                            mediaType = TEXT,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "410", ref = OpenApiRefs.PROBLEM)
    @APIResponse(responseCode = "416", ref = OpenApiRefs.PROBLEM)
    @Parameter(
            name = "attempt",
            in = ParameterIn.QUERY,
            description = "Number of the attempt; the latest if left out",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1"))
    public Response raw(@PathParam("id") String id, @Context HttpServerRequest request)
            throws IOException {
        var no = QueryParams.of(request.query(), Set.of("attempt")).number("attempt", 1).orElse(0L);
        var place = place(id, no);
        var log = open(place);
        if (log.isEmpty() && place instanceof LogLocation.There) {
            // Removed in this moment, or an attempt that left a directory and no log.
            place = place(id, no);
        }
        return switch (place) {
            case LogLocation.There(var directory, _) -> raw(id, directory.no(), log, request);
            case LogLocation.NotYet _ -> throw ProblemException.of(ErrorCode.LOG_NONE);
            case LogLocation.NoAttempt(var unknown) -> throw noAttempt(unknown);
            case LogLocation.Expired _ -> throw ProblemException.of(ErrorCode.LOG_EXPIRED);
        };
    }

    private Response raw(
            String id, int no, Optional<SeekableByteChannel> log, HttpServerRequest request)
            throws IOException {
        var name = id + "-" + no + ".log";
        return log.isPresent()
                ? FileDownload.of(name, TEXT, log.get()).answer(request, sends)
                : FileDownload.head(Response.ok(""), name, TEXT).build();
    }

    private static Optional<SeekableByteChannel> open(LogLocation place) throws IOException {
        return place instanceof LogLocation.There(var directory, _)
                ? new LogReader(directory).open()
                : Optional.empty();
    }

    private LogLocation place(String id, long no) {
        var found = ids.subTask(id);
        return LogLocation.of(attempts, found.task(), found.task().subTask(found.subTaskId()), no);
    }

    private static ProblemException noAttempt(long no) {
        return ProblemException.of(
                ErrorCode.LOG_NONE, "There is no attempt " + no + ".", "没有第 " + no + " 次执行。");
    }
}
