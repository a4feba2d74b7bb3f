package dev.obtaskd.api.v2.http;

import dev.obtaskd.text.Messages;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;

/** The type of a query parameter: it parses values, and the OpenAPI document describes it. */
public sealed interface ParameterType<T> {

    Messages MESSAGES = Messages.of("api");

    /**
     * Parses one value.
     *
     * @throws ProblemException if the type does not contain it
     */
    T parse(String name, String value);

    /**
     * Any text.
     *
     * @param maxLength in characters; {@code Integer.MAX_VALUE} if there is no maximum
     */
    record Text(int maxLength) implements ParameterType<String> {
        @Override
        public String parse(String name, String value) {
            if (value.length() > maxLength) {
                throw QueryParameter.invalid(
                        name, value, MESSAGES.text("query.length", name, maxLength));
            }
            return value;
        }
    }

    /**
     * An integer.
     *
     * @param max {@code Long.MAX_VALUE} if there is no maximum
     * @param refusal the code of other values
     */
    record IntegerRange(long min, long max, ErrorCode refusal) implements ParameterType<Long> {
        @Override
        public Long parse(String name, String value) {
            if (value.matches("-?[0-9]{1,18}")) {
                var number = Long.parseLong(value);
                if (number >= min && number <= max) {
                    return number;
                }
            }
            throw QueryParameter.refused(
                    refusal,
                    name,
                    value,
                    max == Long.MAX_VALUE
                            ? MESSAGES.text("query.number", name, min)
                            : MESSAGES.text("query.number.range", name, min, max));
        }
    }

    /** {@code true} or {@code false}. */
    record Flag() implements ParameterType<Boolean> {
        @Override
        public Boolean parse(String name, String value) {
            return switch (value) {
                case "true" -> true;
                case "false" -> false;
                default ->
                        throw QueryParameter.invalid(
                                name, value, MESSAGES.text("query.flag", name));
            };
        }
    }

    /**
     * A time in RFC 3339 that the store can represent. A space is read as a plus sign, as clients
     * often do not encode the plus sign of an offset.
     */
    record Time() implements ParameterType<Instant> {
        private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

        @Override
        public Instant parse(String name, String value) {
            Instant at;
            try {
                at = OffsetDateTime.parse(value.replace(' ', '+')).toInstant();
            } catch (DateTimeParseException e) {
                throw QueryParameter.invalid(name, value, MESSAGES.text("query.instant", name));
            }
            if (at.isBefore(Instant.EPOCH) || at.isAfter(LATEST)) {
                throw QueryParameter.invalid(
                        name, value, MESSAGES.text("query.instant.range", name));
            }
            return at;
        }
    }

    /**
     * One of several words.
     *
     * @param values in the order in which they are described
     * @param message key of the message for other words
     * @param expected the second argument of the message
     */
    record Choice<T>(Map<String, T> values, String message, String expected)
            implements ParameterType<T> {
        @Override
        public T parse(String name, String value) {
            var found = values.get(value);
            if (found == null) {
                throw QueryParameter.invalid(name, value, MESSAGES.text(message, name, expected));
            }
            return found;
        }
    }
}
