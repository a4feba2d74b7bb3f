package dev.obtaskd.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NumericNode;
import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Numbers that keep every digit: read as exact decimals within limits, and written in plain
 * notation, never with an exponent. Within the limits the plain form of a number has at most 350
 * characters.
 */
public final class ExactNumbers {

    /** Creates nodes that keep trailing zeros of a decimal. */
    public static final JsonNodeFactory EXACT = JsonNodeFactory.withExactBigDecimals(true);

    private static final int MAX_DIGITS = 40;
    private static final int MAX_EXPONENT = 308;

    /** The condition for numbers, to be read after their name. */
    public static final LocalizedText RULE =
            Messages.of("json").text("number.rule", MAX_DIGITS, MAX_EXPONENT);

    /** A longer literal breaks one of the limits, or is padded with zeros. */
    private static final int MAX_LENGTH = 400;

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .nodeFactory(EXACT)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .build();

    private ExactNumbers() {}

    /** Reads the text of a JSON number; empty if it breaks {@link #RULE}. Cheap for any text. */
    public static Optional<NumericNode> read(String literal) {
        if (literal.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(literal))
                    .filter(ExactNumbers::fits)
                    .map(value -> node(literal, value));
        } catch (NumberFormatException exponentTooLong) {
            return Optional.empty();
        }
    }

    /** Whether a number obeys {@link #RULE}. */
    public static boolean fits(JsonNode number) {
        return number instanceof NumericNode numeric
                && !numeric.isNaN()
                && fits(number.decimalValue());
    }

    private static boolean fits(BigDecimal value) {
        var exponent = (long) value.precision() - value.scale() - 1;
        return value.precision() <= MAX_DIGITS && Math.abs(exponent) <= MAX_EXPONENT;
    }

    private static NumericNode node(String literal, BigDecimal value) {
        if (literal.chars().anyMatch(c -> c == '.' || c == 'e' || c == 'E')) {
            return DecimalNode.valueOf(value);
        }
        var whole = value.toBigInteger();
        if (whole.bitLength() < Integer.SIZE) {
            return EXACT.numberNode(whole.intValue());
        }
        return whole.bitLength() < Long.SIZE
                ? EXACT.numberNode(whole.longValue())
                : (NumericNode) EXACT.numberNode(whole);
    }

    /**
     * A value as text: a number in plain notation, nothing for null, JSON for an array or object.
     */
    public static String text(JsonNode value) {
        return switch (value.getNodeType()) {
            case NUMBER ->
                    value.isBigDecimal() ? value.decimalValue().toPlainString() : value.asText();
            case NULL, MISSING -> "";
            case ARRAY, OBJECT -> json(value);
            default -> value.asText();
        };
    }

    /** A value as JSON, numbers in plain notation. */
    public static String json(JsonNode value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException never) {
            throw new IllegalStateException("a tree that is no JSON", never);
        }
    }

    /**
     * Reads JSON that this program wrote.
     *
     * @throws IllegalStateException if it is none
     */
    public static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("stored JSON is broken", broken);
        }
    }
}
