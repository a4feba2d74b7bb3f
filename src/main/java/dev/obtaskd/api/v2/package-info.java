/**
 * API v2: resources, records of the wire format, and mappers between those and the domain. Every
 * refusal is a {@code Problem}.
 */
@OpenAPIDefinition(
        info = @Info(title = "obtaskd", version = "2"),
        components =
                @Components(
                        parameters = {
                            @Parameter(
                                    name = OpenApiRefs.KEY,
                                    in = ParameterIn.HEADER,
                                    description =
                                            "A request with the key of an earlier request of the"
                                                + " same user within 24 hours changes nothing and"
                                                + " gets the earlier response; idempotency.mismatch"
                                                + " if the requests differ",
                                    schema = @Schema(type = SchemaType.STRING, maxLength = 200)),
                            @Parameter(
                                    name = OpenApiRefs.IF_MATCH,
                                    in = ParameterIn.HEADER,
                                    description =
                                            "ETag of the task; version.changed if the task has"
                                                    + " changed since",
                                    schema = @Schema(type = SchemaType.STRING)),
                            @Parameter(
                                    name = OpenApiRefs.LANGUAGE,
                                    in = ParameterIn.HEADER,
                                    description = "Language of texts: en (default) or zh",
                                    schema = @Schema(type = SchemaType.STRING)),
                            @Parameter(
                                    name = OpenApiRefs.RANGE,
                                    in = ParameterIn.HEADER,
                                    description = "One range of bytes, such as bytes=100-",
                                    schema = @Schema(type = SchemaType.STRING)),
                        },
                        headers = {
                            @Header(
                                    name = OpenApiRefs.ETAG,
                                    description = "Version of the task, for If-Match",
                                    schema = @Schema(type = SchemaType.STRING)),
                        },
                        requestBodies = {
                            @RequestBody(
                                    name = OpenApiRefs.REASON,
                                    required = false,
                                    description = "Reason of the operation; optional",
                                    content =
                                            @Content(
                                                    mediaType = "application/json",
                                                    schema =
                                                            @Schema(
                                                                    implementation =
                                                                            ReasonRequest.class))),
                        },
                        responses = {
                            @APIResponse(
                                    name = OpenApiRefs.PROBLEM,
                                    description =
                                            "A problem; its code is stable, its texts are not",
                                    content =
                                            @Content(
                                                    mediaType = Problem.MEDIA_TYPE,
                                                    schema =
                                                            @Schema(
                                                                    implementation =
                                                                            Problem.class))),
                        }))
@NullMarked
package dev.obtaskd.api.v2;

import dev.obtaskd.api.v2.openapi.OpenApiRefs;
import dev.obtaskd.api.v2.wire.ReasonRequest;
import dev.obtaskd.api.v2.wire.Problem;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.NullMarked;
