package dev.obtaskd.catalogue.schema;

import com.networknt.schema.Error;
import dev.obtaskd.json.ExactNumbers;
import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
import java.math.BigDecimal;
import java.util.stream.Stream;

/**
 * What is wrong with a value, by the message keys of the library. Its own texts are not used: they
 * are hard to read, and which language they have is decided before the caller is known.
 */
final class ViolationTexts {

    private static final Messages MESSAGES = Messages.of("catalogue");

    private ViolationTexts() {}

    static LocalizedText of(Error error) {
        var key = "schema." + error.getMessageKey();
        return MESSAGES.has(key)
                ? MESSAGES.text(key, arguments(error))
                : MESSAGES.text("schema.other", error.getKeyword(), error.getSchemaNode());
    }

    private static Object[] arguments(Error error) {
        return switch (error.getKeyword()) {
            // The second argument of the library is an English sentence.
            case "propertyNames" -> new Object[] {error.getProperty(), error.getSchemaNode()};
            case "const" -> new Object[] {ExactNumbers.json(error.getSchemaNode())};
            default ->
                    Stream.ofNullable(error.getArguments())
                            .flatMap(Stream::of)
                            .map(ViolationTexts::plain)
                            .toArray();
        };
    }

    private static Object plain(Object argument) {
        return argument instanceof BigDecimal number ? number.toPlainString() : argument;
    }
}
