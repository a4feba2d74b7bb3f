package dev.obtaskd.step.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.step.Durations;
import dev.obtaskd.step.SpecCheck;
import dev.obtaskd.step.StepKind.Flaw;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** The rules of an {@code http} specification. */
final class HttpCheck {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    private HttpCheck() {}

    static List<Flaw> flaws(JsonNode spec) {
        var check = SpecCheck.of(spec)
                .keys("url", "method", "headers", "body", "expect", "timeout", "output")
                .require("url")
                .url("url")
                .text("method", method -> TOKEN.matcher(method).matches(), "must be the name of a method, such as POST")
                .value("headers", JsonNode::isObject, "must be an object of names and values")
                .value("expect", HttpCheck::statuses, "must be a non-empty list of statuses, 100 to 599")
                .value("timeout", HttpCheck::timeout, "must be a number of seconds or a duration such as 10s, above 0")
                .value("output", JsonNode::isObject, "must be an object of names and JSON pointers");
        headers(spec.path("headers"), check.child("headers"));
        output(spec.path("output"), check.child("output"));
        return check.flaws();
    }

    private static void headers(JsonNode headers, SpecCheck check) {
        headers.properties().forEach(header -> {
            if (!TOKEN.matcher(header.getKey()).matches() || !header.getValue().isValueNode()) {
                check.flaw(header.getKey(), "must be a header's name with a string");
            }
        });
    }

    private static void output(JsonNode output, SpecCheck check) {
        output.properties().forEach(value -> {
            var pointer = value.getValue().asText();
            if (!NAME.matcher(value.getKey()).matches() || !(pointer.isEmpty() || pointer.startsWith("/"))) {
                check.flaw(value.getKey(), "must be a name with a JSON pointer, such as /data/id");
            }
        });
    }

    private static boolean statuses(JsonNode statuses) {
        return statuses.isArray()
                && !statuses.isEmpty()
                && statuses.valueStream().allMatch(s -> s.isInt() && s.intValue() >= 100 && s.intValue() <= 599);
    }

    private static boolean timeout(JsonNode timeout) {
        return timeout.isIntegralNumber()
                ? timeout.asLong() > 0 && timeout.asLong() < 1_000_000
                : Durations.parse(timeout.asText()).filter(Duration::isPositive).isPresent();
    }
}
