package dev.obtaskd.api.v2.http;

import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A query parameter. Parsing, the refusal of other values and the OpenAPI document follow from it.
 *
 * @param <T> what the values of a request become
 * @param description for the OpenAPI document
 * @param parser converts the values that were sent, at least one
 * @param standard the value of requests without the parameter; null if there is none
 */
public record QueryParameter<T>(
        String name,
        String description,
        ParameterType<?> type,
        boolean isRepeatable,
        Function<List<String>, T> parser,
        @Nullable T standard) {

    private static final Messages MESSAGES = Messages.of("api");

    private static <T> QueryParameter<T> single(
            String name, String description, ParameterType<T> type) {
        Function<List<String>, T> parser =
                values -> {
                    if (values.size() > 1) {
                        throw invalid(name, values.get(1), MESSAGES.text("query.repeated", name));
                    }
                    return type.parse(name, values.getFirst());
                };
        return new QueryParameter<>(name, description, type, false, parser, null);
    }

    private static <T> QueryParameter<List<T>> repeatable(
            String name, String description, ParameterType<T> type) {
        Function<List<String>, List<T>> parser =
                values -> values.stream().map(value -> type.parse(name, value)).toList();
        return new QueryParameter<>(name, description, type, true, parser, List.of());
    }

    public static QueryParameter<String> text(String name, String description) {
        return text(name, Integer.MAX_VALUE, description);
    }

    /** A text of at most {@code maxLength} characters. */
    public static QueryParameter<String> text(String name, int maxLength, String description) {
        return single(name, description, new ParameterType.Text(maxLength));
    }

    public static QueryParameter<List<String>> texts(String name, String description) {
        return repeatable(name, description, new ParameterType.Text(Integer.MAX_VALUE));
    }

    /** {@code true} or {@code false}; false by default. */
    public static QueryParameter<Boolean> flag(String name, String description) {
        return single(name, description, new ParameterType.Flag()).orElse(false);
    }

    /** A time in RFC 3339. */
    public static QueryParameter<Instant> time(String name, String description) {
        return single(name, description, new ParameterType.Time());
    }

    /** An integer of at least {@code min}. */
    public static QueryParameter<Long> integer(String name, long min, String description) {
        return integer(name, min, Long.MAX_VALUE, description);
    }

    /** An integer from {@code min} to {@code max}. */
    public static QueryParameter<Long> integer(
            String name, long min, long max, String description) {
        return single(
                name,
                description,
                new ParameterType.IntegerRange(min, max, ErrorCode.FILTER_INVALID));
    }

    /**
     * The maximum length of a response: from 1 to {@code max}; other values have their own code.
     */
    public static QueryParameter<Integer> limit(int standard, int max, String description) {
        return single(
                        "limit",
                        description,
                        new ParameterType.IntegerRange(1, max, ErrorCode.LIMIT_INVALID))
                .map(Long::intValue)
                .orElse(standard);
    }

    /** One of several words, in the order in which the document lists them. */
    public static <T> QueryParameter<T> choice(
            String name, SequencedMap<String, T> words, String description) {
        return single(name, description, anyOf(words));
    }

    /** A constant of an enumeration, by its name. */
    public static <E extends Enum<E>> QueryParameter<E> constant(
            String name, Class<E> type, String description) {
        return choice(name, names(type), description);
    }

    /** Constants of an enumeration, by their names. */
    public static <E extends Enum<E>> QueryParameter<List<E>> constants(
            String name, Class<E> type, String description) {
        return repeatable(name, description, anyOf(names(type)));
    }

    /** A sort order: the name of a field, prefixed with '-' for descending. */
    public static QueryParameter<String> sort(Collection<String> fields, String description) {
        var orders = new LinkedHashMap<String, String>();
        for (var field : fields) {
            orders.put(field, field);
            orders.put("-" + field, "-" + field);
        }
        var expected = String.join(", ", fields);
        return single(
                "sort", description, new ParameterType.Choice<>(orders, "query.sort", expected));
    }

    private static <E extends Enum<E>> SequencedMap<String, E> names(Class<E> type) {
        var names = new LinkedHashMap<String, E>();
        EnumSet.allOf(type).forEach(constant -> names.put(constant.name(), constant));
        return names;
    }

    private static <T> ParameterType<T> anyOf(SequencedMap<String, T> words) {
        return new ParameterType.Choice<>(
                words, "query.constant", String.join(", ", words.keySet()));
    }

    /** The same with a default, which the OpenAPI document shows. */
    public QueryParameter<T> orElse(T standard) {
        return new QueryParameter<>(name, description, type, isRepeatable, parser, standard);
    }

    /** The same with converted values. The function refuses a value with {@link #invalid}. */
    public <R> QueryParameter<R> map(Function<T, R> function) {
        return new QueryParameter<>(
                name,
                description,
                type,
                isRepeatable,
                parser.andThen(function),
                standard == null ? null : function.apply(standard));
    }

    /** Converts the values of a request, at least one. */
    T parse(List<String> values) {
        return parser.apply(values);
    }

    /** The refusal of a value, also for rules about more than one parameter. */
    public static ProblemException invalid(String name, String value, LocalizedText message) {
        return refused(ErrorCode.FILTER_INVALID, name, value, message);
    }

    static ProblemException refused(
            ErrorCode code, String name, String value, LocalizedText message) {
        return ProblemException.of(code, message)
                .with(List.of(new LocalizedFieldError(name, value, message)));
    }
}
