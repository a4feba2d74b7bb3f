package dev.obtaskd.catalogue.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import dev.obtaskd.catalogue.operation.Operation;
import dev.obtaskd.catalogue.operation.OperationFlaw;
import dev.obtaskd.catalogue.operation.OperationReader;
import dev.obtaskd.catalogue.schema.SchemaCompiler;
import dev.obtaskd.catalogue.yaml.YamlText;
import dev.obtaskd.step.StepKind;
import dev.obtaskd.step.StepKind.Flaw;
import dev.obtaskd.text.Messages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds all flaws of an operation file. Has no side effects. */
public final class OperationCheck {

    private static final Messages MESSAGES = Messages.of("catalogue");

    private static final int MAX_SHOWN = 80;

    private final Schema format;
    private final KindRules kindRules;

    /**
     * @param kinds the step kinds that an operation may use
     */
    public OperationCheck(Collection<? extends StepKind> kinds) {
        this(kinds.stream().collect(Collectors.toMap(StepKind::name, kind -> kind::check)));
    }

    /**
     * @param kinds what checks the specifications of each step kind, by its name
     */
    public OperationCheck(Map<String, Function<JsonNode, List<Flaw>>> kinds) {
        this.format = SchemaCompiler.of(format());
        this.kindRules = new KindRules(kinds);
    }

    /**
     * The result of checking a file.
     *
     * @param name the operation's name if it could be read at all
     * @param nameLine line of the name
     * @param operation null if there is any flaw
     * @param flaws in the order of their lines
     * @param warnings possible mistakes of a usable operation
     */
    public record Checked(
            @Nullable String name,
            int nameLine,
            @Nullable Operation operation,
            List<OperationFlaw> flaws,
            List<OperationFlaw> warnings) {
        public Checked {
            flaws = List.copyOf(flaws);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Checks a file's content.
     *
     * @param file its name, for the messages
     */
    public Checked check(String file, byte[] content) {
        return switch (YamlText.read(content)) {
            case YamlText.Unreadable unreadable ->
                    new Checked(
                            null,
                            1,
                            null,
                            List.of(
                                    new OperationFlaw(
                                            file, unreadable.line(), unreadable.message())),
                            List.of());
            case YamlText.Document document -> check(file, document);
        };
    }

    private Checked check(String file, YamlText.Document document) {
        var formal = formatFlaws(document.json());
        var name = document.json().path("operation").textValue();
        // The rules require a valid format.
        var operation = formal.isEmpty() ? OperationReader.read(document.json()) : null;
        var flaws =
                inFile(file, document, operation == null ? formal.stream() : ruleFlaws(operation));
        var sound = flaws.isEmpty() ? operation : null;
        var warnings =
                sound == null ? List.<OperationFlaw>of() : inFile(file, document, warnings(sound));
        return new Checked(name, document.line("/operation"), sound, flaws, warnings);
    }

    private static List<OperationFlaw> inFile(
            String file, YamlText.Document document, Stream<Flaw> flaws) {
        return flaws.map(
                        flaw ->
                                new OperationFlaw(
                                        file, document.line(flaw.pointer()), flaw.message()))
                .distinct()
                .sorted(Comparator.comparingInt(OperationFlaw::line))
                .toList();
    }

    private List<Flaw> formatFlaws(JsonNode json) {
        return SchemaCompiler.check(format, json).stream()
                .map(violation -> formatFlaw(json, violation))
                .toList();
    }

    private static Flaw formatFlaw(JsonNode json, SchemaCompiler.Violation violation) {
        var value = json.at(violation.pointer());
        var message =
                value.isValueNode()
                        ? MESSAGES.text("flaw.value", cut(value.toString()), violation.message())
                        : violation.message();
        return Flaws.at(violation.pointer(), message);
    }

    private Stream<Flaw> ruleFlaws(Operation operation) {
        var graph = GraphRules.check(operation);
        var params = ParameterSchemaRules.check(operation);
        // Upstream steps require a valid graph, declared parameters a valid schema.
        var templates =
                graph.isEmpty() && params.isEmpty()
                        ? TemplateRules.check(operation)
                        : List.<Flaw>of();
        var scope = ScopeRules.check(operation);
        return Stream.of(graph, scope, kindRules.check(operation), params, templates)
                .flatMap(List::stream);
    }

    private static Stream<Flaw> warnings(Operation operation) {
        return Stream.concat(
                ParameterSchemaRules.warnings(operation).stream(),
                StepActions.of(operation).flatMap(place -> CodeWarnings.of(place).stream()));
    }

    private static String cut(String value) {
        return value.length() <= MAX_SHOWN ? value : value.substring(0, MAX_SHOWN) + "…";
    }

    private static JsonNode format() {
        try (var in =
                OperationCheck.class.getResourceAsStream("/operations/operation.schema.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
