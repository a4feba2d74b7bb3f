package dev.obtaskd.api.v2.openapi;

import dev.obtaskd.api.v2.http.ErrorCode;
import dev.obtaskd.api.v2.wire.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Adds the error responses of an operation, derived from its method, path, parameters and body. */
final class OpenApiResponses {

    private static final Set<Integer> ALWAYS = Set.of(400, 401, 403, 406, 414, 429, 431, 500, 503);
    private static final Set<Integer> OF_WRITES = Set.of(408, 413, 415, 507);
    private static final Map<String, Integer> OF_HEADERS =
            Map.of(OpenApiRefs.KEY, 422, OpenApiRefs.IF_MATCH, 412);
    private static final Map<Integer, String> HEADERS =
            Map.of(401, "WWW-Authenticate", 429, "Retry-After", 503, "Retry-After");

    private OpenApiResponses() {}

    static void complete(String path, HttpMethod method, Operation operation) {
        var statuses = new TreeSet<>(ALWAYS);
        if (method != HttpMethod.GET) {
            statuses.addAll(OF_WRITES);
        }
        if (path.contains("{")) {
            statuses.add(404);
        }
        if (operation.getParameters() != null) {
            OF_HEADERS.forEach(
                    (header, status) -> {
                        if (operation.getParameters().stream()
                                .anyMatch(
                                        parameter ->
                                                (parameter.getRef() + "").endsWith("/" + header))) {
                            statuses.add(status);
                        }
                    });
        }
        operation
                .getResponses()
                .getAPIResponses()
                .forEach(
                        (status, response) -> {
                            if (!status.startsWith("2")) {
                                statuses.add(Integer.parseInt(status));
                            }
                        });
        statuses.forEach(
                status ->
                        operation
                                .getResponses()
                                .addAPIResponse(status.toString(), refusal(status)));
    }

    private static APIResponse refusal(int status) {
        var response =
                OASFactory.createAPIResponse()
                        .description("A problem. Codes: " + codes(status))
                        .content(
                                OASFactory.createContent()
                                        .addMediaType(
                                                Problem.MEDIA_TYPE,
                                                OASFactory.createMediaType()
                                                        .schema(
                                                                OASFactory.createSchema()
                                                                        .ref(
                                                                                "#/components/schemas/Problem"))));
        var header = HEADERS.get(status);
        return header == null ? response : response.addHeader(header, header(header));
    }

    private static Header header(String name) {
        var number = name.equals("Retry-After");
        return OASFactory.createHeader()
                .description(
                        number
                                ? "Seconds to wait before the next try"
                                : "Basic, for clients other than the page")
                .schema(
                        OASFactory.createSchema()
                                .type(List.of(number ? SchemaType.INTEGER : SchemaType.STRING)));
    }

    /** The error codes of a status. */
    private static String codes(int status) {
        return Arrays.stream(ErrorCode.values())
                .filter(code -> code.status() == status)
                .map(ErrorCode::word)
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
