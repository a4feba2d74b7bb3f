package dev.obtaskd.api.v2.http;

import dev.obtaskd.api.v2.wire.FieldError;
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
import org.jspecify.annotations.Nullable;

/**
 * The query parameters of a request, read strictly: what is unknown, repeated or unreadable is
 * refused and never ignored.
 */
public final class QueryParams {

    /** What chooses the part of a list. */
    public static final Set<String> OF_A_PAGE = Set.of("limit", "cursor");

    /** How many items a page has unless {@code limit} says otherwise. */
    public static final int STANDARD = 50;

    /** How many items a page has at most. */
    public static final int MOST = 500;

    private final Map<String, List<String>> values;

    private QueryParams(Map<String, List<String>> values) {
        this.values = values;
    }

    /**
     * Reads the query part of an address.
     *
     * @param raw as it was sent, still encoded; null if there was none
     * @param known the parameters there are
     * @throws ProblemException for an unknown parameter and for text that cannot be read
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

    /** Parameters that came otherwise than in an address, and are all known. */
    public static QueryParams given(Map<String, List<String>> values) {
        return new QueryParams(Map.copyOf(values));
    }

    /** A text; empty if it was not given. */
    public Optional<String> text(String name) {
        var found = texts(name);
        if (found.size() > 1) {
            throw invalid(name, found.get(1), "it may be given once only", "只能指定一次");
        }
        return found.stream().findFirst();
    }

    /** All texts given under a name that may be repeated. */
    public List<String> texts(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** One word of an enumeration. */
    public <E extends Enum<E>> Optional<E> one(String name, Class<E> type) {
        return text(name).map(value -> constant(name, value, type));
    }

    /** The words of an enumeration given under a name that may be repeated. */
    public <E extends Enum<E>> Set<E> several(String name, Class<E> type) {
        var found = EnumSet.noneOf(type);
        texts(name).forEach(value -> found.add(constant(name, value, type)));
        return found;
    }

    /**
     * An instant in RFC 3339; a plus sign that was sent bare, and so reads as a space, is
     * understood.
     */
    public Optional<Instant> instant(String name) {
        return text(name)
                .map(
                        value -> {
                            try {
                                return OffsetDateTime.parse(value.replace(' ', '+')).toInstant();
                            } catch (DateTimeParseException e) {
                                throw invalid(
                                        name,
                                        value,
                                        "it is no instant like 2026-01-31T08:00:00Z",
                                        "不是形如 2026-01-31T08:00:00Z 的时间");
                            }
                        });
    }

    /** {@code true} or {@code false}; false if it was not given. */
    public boolean flag(String name) {
        return text(name)
                .map(
                        value ->
                                switch (value) {
                                    case "true" -> true;
                                    case "false" -> false;
                                    default ->
                                            throw invalid(
                                                    name,
                                                    value,
                                                    "it is neither true nor false",
                                                    "只能是 true 或 false");
                                })
                .orElse(false);
    }

    /** A whole number from {@code least} on. */
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
                                                                "it is no whole number from "
                                                                        + least,
                                                                "不是不小于 " + least + " 的整数")));
    }

    /**
     * The parameter {@code limit}.
     *
     * @param standard what holds if it was not given
     * @param most the largest there is
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
                                                                "limit is a whole number from 1 to "
                                                                        + most
                                                                        + ".",
                                                                "limit 须为 1 到 " + most + " 的整数。")))
                .orElse(standard);
    }

    /** The refusal of a value, for rules that are checked elsewhere. */
    public static ProblemException invalid(String name, String value, String en, String zh) {
        return ProblemException.of(
                        ErrorCode.FILTER_INVALID, name + ": " + en + ".", name + ": " + zh + "。")
                .with(List.of(new FieldError(name, value, en)));
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
                        () -> {
                            var words = EnumSet.allOf(type).toString();
                            return invalid(
                                    name, value, "it is none of " + words, "不在 " + words + " 之中");
                        });
    }

    private static ProblemException unknown(String name, Set<String> known) {
        var names = known.isEmpty() ? "none" : String.join(", ", new TreeSet<>(known));
        var shown = FieldError.truncated(name);
        return ProblemException.of(
                ErrorCode.UNKNOWN_PARAMETER,
                "There is no parameter " + shown + " here; there are: " + names + ".",
                "此处没有参数 " + shown + ", 可用参数: " + names + "。");
    }
}
