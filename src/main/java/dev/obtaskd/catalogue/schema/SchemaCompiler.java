package dev.obtaskd.catalogue.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import dev.obtaskd.json.ExactNumbers;
import dev.obtaskd.json.JsonPointers;
import dev.obtaskd.text.LocalizedText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Compiles and evaluates JSON Schema 2020-12, with messages of the daemon. */
public final class SchemaCompiler {

    private static final Set<String> ABOUT_A_MEMBER =
            Set.of("required", "additionalProperties", "unevaluatedProperties");
    private static final String META = "https://json-schema.org/draft/2020-12/schema";

    /** The greatest number of errors in a response. */
    public static final int MAX_VIOLATIONS = 100;

    private static final Set<String> UNMETERED = Set.of("format");
    private static final Dialect DIALECT = dialect();
    private static final SchemaRegistryConfig CONFIG =
            SchemaRegistryConfig.builder()
                    .locale(Locale.ENGLISH)
                    .regularExpressionFactory(LinearPatterns::compile)
                    .formatAssertionsEnabled(true)
                    // A whole number is one however it is held.
                    .losslessNarrowing(true)
                    .build();

    private SchemaCompiler() {}

    /**
     * A violation of a schema by a value.
     *
     * @param pointer to the value, also if it is missing
     * @param message the error, shown after the name of the value
     */
    public record Violation(String pointer, LocalizedText message) {}

    /**
     * Compiles a schema eagerly.
     *
     * @throws SchemaException or EcmaPattern.Refused if it cannot be used; {@link #flaw} says so
     *     before
     */
    public static Schema of(JsonNode schema) {
        // A new registry: registries cache schemas, and those of parameters are short-lived.
        var compiled = registry().getSchema(decimals(schema));
        compiled.initializeValidators();
        return compiled;
    }

    /** The violations of a schema by a value, at most a hundred. */
    public static List<Violation> check(Schema schema, JsonNode value) {
        return schema.validate(decimals(value)).stream()
                .limit(MAX_VIOLATIONS)
                .map(SchemaCompiler::violation)
                .distinct()
                .toList();
    }

    /** The violations of the meta-schema by a schema. */
    public static List<Violation> checkSchema(JsonNode schema) {
        return check(registry().getSchema(SchemaLocation.of(META)), schema);
    }

    /** Why a formally valid schema cannot be used, such as an invalid pattern. */
    public static Optional<LocalizedText> flaw(JsonNode schema) {
        try {
            of(schema);
            return Optional.empty();
        } catch (EcmaPattern.Refused e) {
            return Optional.of(e.reason());
        } catch (SchemaException e) {
            // The text of the library, in English only.
            var message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            return Optional.of(new LocalizedText(message, message));
        }
    }

    private static Violation violation(Error error) {
        var pointer = error.getInstanceLocation().toString();
        var place =
                ABOUT_A_MEMBER.contains(error.getKeyword())
                        ? JsonPointers.below(pointer, error.getProperty())
                        : pointer;
        return new Violation(place, ViolationTexts.of(error));
    }

    private static SchemaRegistry registry() {
        return SchemaRegistry.withDefaultDialect(
                DIALECT, builder -> builder.schemaRegistryConfig(CONFIG));
    }

    private static Dialect dialect() {
        var draft = Dialects.getDraft202012();
        var keywords =
                draft.getKeywords().values().stream()
                        .map(
                                keyword ->
                                        keyword.getValue().equals("uniqueItems")
                                                ? new UniqueItems(keyword)
                                                : keyword)
                        .map(
                                keyword ->
                                        UNMETERED.contains(keyword.getValue())
                                                ? keyword
                                                : new MeteredKeyword(keyword))
                        .toList();
        return Dialect.builder(draft.getId())
                .specificationVersion(SpecificationVersion.DRAFT_2020_12)
                .idKeyword(draft.getIdKeyword())
                .vocabularies(draft.getVocabularies())
                .keywords(keywords)
                .formats(FormatCheckers.all())
                .build();
    }

    /**
     * A copy whose numbers are all exact decimals: the validator compares other kinds as longs or
     * doubles.
     */
    private static JsonNode decimals(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                var copy = ExactNumbers.EXACT.objectNode();
                object.properties()
                        .forEach(member -> copy.set(member.getKey(), decimals(member.getValue())));
                yield copy;
            }
            case ArrayNode array -> {
                var copy = ExactNumbers.EXACT.arrayNode(array.size());
                array.forEach(element -> copy.add(decimals(element)));
                yield copy;
            }
            default -> node.isNumber() ? DecimalNode.valueOf(node.decimalValue()) : node;
        };
    }
}
