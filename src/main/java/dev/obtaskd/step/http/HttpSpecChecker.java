package dev.obtaskd.step.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.step.DurationParser;
import dev.obtaskd.step.SpecChecker;
import dev.obtaskd.step.StepKind.Flaw;
import dev.obtaskd.text.Messages;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks an {@code http} specification. */
public final class HttpSpecChecker {

    private static final Messages MESSAGES = Messages.of("step");

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern METHOD = Pattern.compile("[A-Z0-9!#$%&'*+.^_`|~-]+");

    /** Headers that the client sets. */
    private static final Set<String> OWN =
            Set.of(
                    "connection",
                    "content-length",
                    "expect",
                    "host",
                    "transfer-encoding",
                    "upgrade");

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    private HttpSpecChecker() {}

    public static List<Flaw> flaws(JsonNode spec) {
        var check =
                SpecChecker.of(spec)
                        .keys("url", "method", "headers", "body", "expect", "timeout", "output")
                        .require("url")
                        .url("url")
                        .text("method", HttpSpecChecker::method, MESSAGES.text("http.method"))
                        .value("headers", JsonNode::isObject, MESSAGES.text("spec.map"))
                        .value("expect", HttpSpecChecker::statuses, MESSAGES.text("http.expect"))
                        .value("timeout", HttpSpecChecker::timeout, MESSAGES.text("http.timeout"))
                        .value("output", JsonNode::isObject, MESSAGES.text("http.output"));
        headers(spec.path("headers"), check.child("headers"));
        output(spec.path("output"), check.child("output"));
        return check.flaws();
    }

    private static void headers(JsonNode headers, SpecChecker check) {
        headers.properties()
                .forEach(
                        header -> {
                            if (!TOKEN.matcher(header.getKey()).matches()
                                    || !header.getValue().isValueNode()) {
                                check.flaw(header.getKey(), MESSAGES.text("http.header"));
                            } else if (OWN.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                                check.flaw(header.getKey(), MESSAGES.text("http.header.own"));
                            } else if (!SpecChecker.template(header.getValue())
                                    && !sendable(header.getValue().asText())) {
                                // Not with the value, which may contain a secret.
                                check.flaw(header.getKey(), MESSAGES.text("http.header.ascii"));
                            }
                        });
    }

    private static void output(JsonNode output, SpecChecker check) {
        output.properties()
                .forEach(
                        value -> {
                            var pointer = value.getValue().asText();
                            if (!NAME.matcher(value.getKey()).matches()
                                    || !(pointer.isEmpty() || pointer.startsWith("/"))) {
                                check.flaw(value.getKey(), MESSAGES.text("http.output.pointer"));
                            }
                        });
    }

    private static boolean method(String method) {
        return METHOD.matcher(method).matches() && !method.equals("CONNECT");
    }

    private static boolean sendable(String value) {
        return value.chars().allMatch(c -> c == '\t' || c >= ' ' && c < 0x7f);
    }

    private static boolean statuses(JsonNode statuses) {
        return statuses.isArray()
                && !statuses.isEmpty()
                && statuses.valueStream()
                        .allMatch(s -> s.isInt() && s.intValue() >= 100 && s.intValue() <= 599);
    }

    private static boolean timeout(JsonNode timeout) {
        return timeout.isIntegralNumber()
                ? timeout.asLong() > 0 && timeout.asLong() < 1_000_000
                : DurationParser.parse(timeout.asText()).filter(Duration::isPositive).isPresent();
    }
}
