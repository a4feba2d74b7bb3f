package dev.obtaskd.api.v2.log;

import dev.obtaskd.api.v2.http.AcceptsQuery;
import dev.obtaskd.api.v2.http.ChangeRequest;
import dev.obtaskd.api.v2.http.ErrorCode;
import dev.obtaskd.api.v2.http.ProblemException;
import dev.obtaskd.api.v2.openapi.OpenApiRefs;
import dev.obtaskd.api.v2.task.TaskIds;
import dev.obtaskd.api.v2.wire.LogView;
import dev.obtaskd.log.AttemptDirectory;
import dev.obtaskd.log.LogLimits;
import dev.obtaskd.log.LogReader;
import dev.obtaskd.log.LogText;
import dev.obtaskd.log.TaskDirectories;
import dev.obtaskd.text.Messages;
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
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
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

    private static final Messages MESSAGES = Messages.of("api");
    private static final String TEXT = "text/plain;charset=UTF-8";

    private final TaskIds ids;
    private final ChangeRequest.Reader requests;
    private final TaskDirectories attempts;
    private final LogLimits limits;
    private final DownloadLimiter limiter;

    LogResource(
            TaskIds ids,
            ChangeRequest.Reader requests,
            TaskDirectories attempts,
            LogLimits limits,
            DownloadLimiter limiter) {
        this.ids = ids;
        this.requests = requests;
        this.attempts = attempts;
        this.limits = limits;
        this.limiter = limiter;
    }

    /** Some lines of an attempt's log. */
    @GET
    @Path("log")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getLog",
            summary = "Get lines of an attempt's log, also while the attempt is running")
    @AcceptsQuery(LogParameters.class)
    @APIResponse(
            responseCode = "200",
            description =
                    "The lines; none if there is no attempt yet. A search ends after 2 s: then eof"
                            + " is false, and the next request goes on at nextLine",
            content = @Content(schema = @Schema(implementation = LogView.class)))
    @APIResponse(responseCode = "410", ref = OpenApiRefs.PROBLEM)
    public LogView lines(@PathParam("id") String id, @Context HttpServerRequest request)
            throws IOException {
        var query = LogQuery.of(LogParameters.PARAMETERS.read(request));
        var language = requests.context(request).language();
        return switch (location(id, query.attempt())) {
            case LogLocation.There(var directory, var ended) ->
                    LogMapper.view(
                            query.read(new LogReader(directory, limits)), query, ended, language);
            case LogLocation.NotYet notYet -> LogMapper.empty(notYet, query, language);
            case LogLocation.NoAttempt(var no) -> throw noAttempt(no);
            case LogLocation.Expired _ -> throw ProblemException.of(ErrorCode.LOG_EXPIRED);
        };
    }

    /** Lines of an attempt's log for copying. */
    @GET
    @Path("log/text")
    @Produces(TEXT)
    @Operation(
            operationId = "getLogText",
            summary =
                    "Get lines of an attempt's log as text, without control sequences of terminals")
    @AcceptsQuery(TextParameters.class)
    @APIResponse(
            responseCode = "200",
            description =
                    "The lines that exist, each with a newline; one that is not complete ends with"
                            + " […]",
            content =
                    @Content(
                            mediaType = TEXT,
                            schema = @Schema(type = SchemaType.STRING),
                            example = "$ /usr/bin/printf 'one\\n'\none\n"))
    @APIResponse(responseCode = "410", ref = OpenApiRefs.PROBLEM)
    public Response text(@PathParam("id") String id, @Context HttpServerRequest request)
            throws IOException {
        var query = TextQuery.of(TextParameters.PARAMETERS.read(request));
        var directory = directory(location(id, query.attempt()));
        var head = FileDownload.head(Response.ok(), id + "-" + directory.no() + ".txt", TEXT);
        if (request.method().equals(HttpMethod.HEAD)) {
            return head.build();
        }
        var text = LogText.open(directory, limits, query.from(), query.to());
        if (text.isEmpty()) {
            return head.entity("").build();
        }
        try {
            return head.entity(limiter.body(new TextContent(text.get()), -1)).build();
        } catch (ProblemException tooMany) {
            text.get().close();
            throw tooMany;
        }
    }

    /** The file of an attempt's log. */
    @GET
    @Path("log/raw")
    @Produces(TEXT)
    @Operation(operationId = "downloadLog", summary = "Download an attempt's log; supports Range")
    @Parameter(ref = OpenApiRefs.RANGE)
    @APIResponse(
            responseCode = "200",
            description = "The whole log",
            content =
                    @Content(
                            mediaType = TEXT,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(
            responseCode = "206",
            description = "The requested range",
            content =
                    @Content(
                            mediaType = TEXT,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "410", ref = OpenApiRefs.PROBLEM)
    @APIResponse(responseCode = "416", ref = OpenApiRefs.PROBLEM)
    @AcceptsQuery(AttemptParameters.class)
    public Response raw(@PathParam("id") String id, @Context HttpServerRequest request)
            throws IOException {
        var no =
                AttemptParameters.ATTEMPT
                        .read(request)
                        .find(AttemptParameters.ATTEMPT.attempt)
                        .orElse(LogQuery.LATEST);
        var location = location(id, no);
        var log = open(location);
        if (log.isEmpty() && location instanceof LogLocation.There) {
            // Removed just now, or an attempt that left a directory without a log.
            location = location(id, no);
        }
        return raw(id, directory(location).no(), log, request);
    }

    /**
     * Where a download is read.
     *
     * @throws ProblemException if there is nothing to download
     */
    private static AttemptDirectory directory(LogLocation location) {
        return switch (location) {
            case LogLocation.There(var directory, _) -> directory;
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
                ? FileDownload.of(name, TEXT, log.get()).respond(request, limiter)
                : FileDownload.head(Response.ok(""), name, TEXT).build();
    }

    private Optional<SeekableByteChannel> open(LogLocation location) throws IOException {
        return location instanceof LogLocation.There(var directory, _)
                ? new LogReader(directory, limits).open()
                : Optional.empty();
    }

    private LogLocation location(String id, long no) {
        var found = ids.subTask(id);
        return LogLocation.of(attempts, found.task(), found.task().subTask(found.subTaskId()), no);
    }

    private static ProblemException noAttempt(long no) {
        return ProblemException.of(ErrorCode.LOG_NONE, MESSAGES.text("log.attempt.unknown", no));
    }
}
