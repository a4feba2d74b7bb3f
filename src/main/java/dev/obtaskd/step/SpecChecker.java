package dev.obtaskd.step;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Collects the flaws of one object of a specification. Templates pass every rule about values,
 * because their values are not known yet.
 */
public final class SpecChecker {

    private static final Messages MESSAGES = Messages.of("step");

    private static final Pattern USER_INFO = Pattern.compile("[A-Za-z]+://[^/?#]*@");

    private final JsonNode node;
    private final String pointer;
    private final List<StepKind.Flaw> flaws;

    private SpecChecker(JsonNode node, String pointer, List<StepKind.Flaw> flaws) {
        this.node = node;
        this.pointer = pointer;
        this.flaws = flaws;
    }

    /** Checks a whole specification. */
    public static SpecChecker of(JsonNode spec) {
        return new SpecChecker(spec, "", new ArrayList<>());
    }

    /** Whether a value contains a template. */
    public static boolean template(JsonNode value) {
        return value.isTextual() && value.textValue().contains("${{");
    }

    /** Requires an object with no other keys. */
    public SpecChecker keys(String... known) {
        if (!node.isObject()) {
            flaw(MESSAGES.text("spec.keys", String.join(", ", known)));
        }
        node.fieldNames()
                .forEachRemaining(
                        key -> {
                            if (!Set.of(known).contains(key)) {
                                flaw(
                                        key,
                                        MESSAGES.text(
                                                "spec.key.unknown", String.join(", ", known)));
                            }
                        });
        return this;
    }

    /** Requires a key. */
    public SpecChecker require(String key) {
        if (!node.has(key)) {
            flaw(key, MESSAGES.text("spec.required"));
        }
        return this;
    }

    /** Requires a value to obey a rule, unless it is missing or a template. */
    public SpecChecker value(String key, Predicate<JsonNode> rule, LocalizedText message) {
        var value = node.path(key);
        if (!value.isMissingNode() && !template(value) && !rule.test(value)) {
            flaw(key, message);
        }
        return this;
    }

    /** Requires a value to be a string that obeys a rule, unless it is missing or a template. */
    public SpecChecker text(String key, Predicate<String> rule, LocalizedText message) {
        return value(key, value -> value.isTextual() && rule.test(value.textValue()), message);
    }

    /**
     * Requires an absolute path without {@code ..}, which could lead out of the intended directory.
     */
    public SpecChecker path(String key) {
        return text(
                key,
                path ->
                        path.startsWith("/")
                                && path.indexOf('\0') < 0
                                && !(path + "/").contains("/../"),
                MESSAGES.text("spec.path"));
    }

    /** Requires an http or https URL with a host. */
    public SpecChecker url(String key) {
        var value = node.path(key);
        if (value.isTextual() && USER_INFO.matcher(value.textValue()).lookingAt()) {
            flaw(key, MESSAGES.text("spec.url.user"));
            return this;
        }
        return text(key, SpecChecker::isUrl, MESSAGES.text("spec.url"));
    }

    /** Requires a duration. */
    public SpecChecker duration(String key) {
        return text(
                key,
                text -> DurationParser.parse(text).isPresent(),
                MESSAGES.text("spec.duration"));
    }

    /** Checks a nested object; its flaws are added here. */
    public SpecChecker child(String key) {
        return new SpecChecker(node.path(key), at(key), flaws);
    }

    /** The checked object. */
    public JsonNode node() {
        return node;
    }

    /** Adds a flaw of this object. */
    public void flaw(LocalizedText message) {
        flaws.add(new StepKind.Flaw(pointer, message));
    }

    /** Adds a flaw of one value. */
    public void flaw(String key, LocalizedText message) {
        flaws.add(new StepKind.Flaw(at(key), message));
    }

    /** All flaws, in order. */
    public List<StepKind.Flaw> flaws() {
        return List.copyOf(flaws);
    }

    private static boolean isUrl(String text) {
        try {
            var uri = new URI(text);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getPort() != 0
                    && uri.getPort() <= 65_535;
        } catch (URISyntaxException noUrl) {
            return false;
        }
    }

    private String at(String key) {
        return pointer + "/" + key.replace("~", "~0").replace("/", "~1");
    }
}
