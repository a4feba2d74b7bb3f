package dev.obtaskd.api.v2.http;

import dev.obtaskd.api.v2.wire.FieldError;
import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters of a request. Parameters that are unknown, repeated or invalid are refused,
 * never ignored.
 */
public final class QueryParams {

    private static final Messages MESSAGES = Messages.of("api");

    /** The parameters that select a page of a list. */
    public static final Set<String> PAGE_PARAMETERS = Set.of("limit", "cursor");

    /** Items of a page without the parameter {@code limit}. */
    public static final int DEFAULT_LIMIT = 50;

    /** Maximum of the parameter {@code limit}. */
    public static final int MAX_LIMIT = 500;

    private final Map<String, List<String>> values;

    private QueryParams(Map<String, List<String>> values) {
        this.values = values;
    }

    /**
     * Parses a query string.
     *
     * @param raw as it was sent, percent-encoded; null if absent
     * @param known names of the supported parameters
     * @throws ProblemException for unknown parameters and invalid encoding
     */
    public static QueryParams of(@Nullable String raw, Set<String> known) {
        var values = new LinkedHashMap<String, List<String>>();
        for (var pair : raw == null ? new String[0] : raw.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            var equals = pair.indexOf('=');
            var name = PercentDecoder.decode(equals < 0 ? pair : pair.substring(0, equals));
            if (!known.contains(name)) {
                throw unknown(name, known);
            }
            values.computeIfAbsent(name, any -> new ArrayList<>())
                    .add(equals < 0 ? "" : PercentDecoder.decode(pair.substring(equals + 1)));
        }
        return new QueryParams(values);
    }

    /** Parameters that were not sent in a query string and are all known. */
    public static QueryParams of(Map<String, List<String>> values) {
        return new QueryParams(Map.copyOf(values));
    }

    /** The value of a parameter; empty if it is absent. */
    public Optional<String> text(String name) {
        var found = texts(name);
        if (found.size() > 1) {
            throw invalid(name, found.get(1), MESSAGES.text("query.repeated", name));
        }
        return found.stream().findFirst();
    }

    /** All values of a repeatable parameter. */
    public List<String> texts(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** A constant of an enumeration. */
    public <E extends Enum<E>> Optional<E> one(String name, Class<E> type) {
        return text(name).map(value -> constant(name, value, type));
    }

    /** The constants of an enumeration in a repeatable parameter. */
    public <E extends Enum<E>> Set<E> several(String name, Class<E> type) {
        var found = EnumSet.noneOf(type);
        texts(name).forEach(value -> found.add(constant(name, value, type)));
        return found;
    }

    /**
     * A time in RFC 3339. A space is read as a plus sign, as clients often do not encode the plus
     * sign of an offset.
     */
    public Optional<Instant> instant(String name) {
        return text(name)
                .map(
                        value -> {
                            try {
                                return OffsetDateTime.parse(value.replace(' ', '+')).toInstant();
                            } catch (DateTimeParseException e) {
                                throw invalid(name, value, MESSAGES.text("query.instant", name));
                            }
                        });
    }

    /** {@code true} or {@code false}; false if it is absent. */
    public boolean flag(String name) {
        return text(name)
                .map(
                        value ->
                                switch (value) {
                                    case "true" -> true;
                                    case "false" -> false;
                                    default ->
                                            throw invalid(
                                                    name, value, MESSAGES.text("query.flag", name));
                                })
                .orElse(false);
    }

    /** An integer of at least {@code least}. */
    public Optional<Long> number(String name, long least) {
        return text(name)
                .map(
                        value ->
                                whole(value)
                                        .filter(number -> number >= least)
                                        .orElseThrow(
                                                () ->
                                                        invalid(
                                                                name,
                                                                value,
                                                                MESSAGES.text(
                                                                        "query.number",
                                                                        name,
                                                                        least))));
    }

    /**
     * The parameter {@code limit}.
     *
     * @param standard the value if it is absent
     * @param most its maximum
     */
    public int limit(int standard, int most) {
        return text("limit")
                .map(
                        value ->
                                whole(value)
                                        .filter(number -> number >= 1 && number <= most)
                                        .map(Long::intValue)
                                        .orElseThrow(
                                                () ->
                                                        ProblemException.of(
                                                                ErrorCode.LIMIT_INVALID,
                                                                MESSAGES.text(
                                                                        "query.limit", most))))
                .orElse(standard);
    }

    /** The refusal of a value, for rules that are checked by callers. */
    public static ProblemException invalid(String name, String value, LocalizedText message) {
        return ProblemException.of(ErrorCode.FILTER_INVALID, message)
                .with(List.of(new LocalizedFieldError(name, value, message)));
    }

    private static Optional<Long> whole(String value) {
        return value.matches("-?[0-9]{1,18}")
                ? Optional.of(Long.parseLong(value))
                : Optional.empty();
    }

    private static <E extends Enum<E>> E constant(String name, String value, Class<E> type) {
        return EnumSet.allOf(type).stream()
                .filter(constant -> constant.name().equals(value))
                .findFirst()
                .orElseThrow(
                        () ->
                                invalid(
                                        name,
                                        value,
                                        MESSAGES.text("query.constant", name, names(type))));
    }

    private static <E extends Enum<E>> String names(Class<E> type) {
        return EnumSet.allOf(type).stream().map(Enum::name).collect(Collectors.joining(", "));
    }

    private static ProblemException unknown(String name, Set<String> known) {
        var shown = FieldError.truncated(name);
        return ProblemException.of(
                ErrorCode.UNKNOWN_PARAMETER,
                known.isEmpty()
                        ? MESSAGES.text("query.unknown.none", shown)
                        : MESSAGES.text(
                                "query.unknown", shown, String.join(", ", new TreeSet<>(known))));
    }
}
