package dev.obtaskd.step.http;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.json.ExactNumbers;
import dev.obtaskd.step.DurationParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A request with every template filled in.
 *
 * @param expect statuses that mean success
 * @param output names of values and their JSON pointers in the response
 */
record HttpSpec(
        HttpRequest request,
        Set<Integer> expect,
        Duration timeout,
        Map<String, JsonPointer> output) {

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

    /**
     * @throws IllegalArgumentException if the specification is not a valid request
     */
    static HttpSpec of(JsonNode spec) {
        var timeout = timeout(spec.path("timeout"));
        var request =
                HttpRequest.newBuilder(URI.create(spec.path("url").asText())).timeout(timeout);
        spec.path("headers")
                .properties()
                .forEach(
                        header ->
                                request.header(
                                        header.getKey(), ExactNumbers.text(header.getValue())));
        var body = spec.path("body");
        if (!body.isMissingNode()
                && !body.isTextual()
                && !has(spec.path("headers"), "content-type")) {
            request.header("Content-Type", "application/json");
        }
        request.method(spec.path("method").asText("GET"), publisher(body));
        var output = new LinkedHashMap<String, JsonPointer>();
        spec.path("output")
                .properties()
                .forEach(
                        value ->
                                output.put(
                                        value.getKey(),
                                        JsonPointer.compile(value.getValue().asText())));
        return new HttpSpec(request.build(), expect(spec.path("expect")), timeout, output);
    }

    /**
     * HTTP/2 on a plain connection would start with an upgrade, which old servers handle
     * incorrectly.
     */
    HttpClient.Version version() {
        return "https".equals(request.uri().getScheme())
                ? HttpClient.Version.HTTP_2
                : HttpClient.Version.HTTP_1_1;
    }

    private static HttpRequest.BodyPublisher publisher(JsonNode body) {
        if (body.isMissingNode()) {
            return BodyPublishers.noBody();
        }
        return BodyPublishers.ofString(
                body.isTextual() ? body.textValue() : ExactNumbers.json(body));
    }

    private static boolean has(JsonNode headers, String name) {
        return headers.properties().stream()
                .anyMatch(header -> header.getKey().equalsIgnoreCase(name));
    }

    /** A number of seconds or a duration such as {@code 10s}. */
    private static Duration timeout(JsonNode timeout) {
        if (timeout.isNumber()) {
            return Duration.ofSeconds(timeout.asLong());
        }
        return DurationParser.parse(timeout.asText()).orElse(DEFAULT_TIMEOUT);
    }

    private static Set<Integer> expect(JsonNode expect) {
        return expect.isMissingNode()
                ? Set.of(200)
                : expect.valueStream().map(JsonNode::asInt).collect(Collectors.toSet());
    }
}
