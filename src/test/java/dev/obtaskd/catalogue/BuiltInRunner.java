package dev.obtaskd.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.obtaskd.catalogue.operation.Operation;
import dev.obtaskd.catalogue.operation.Operation.Action;
import dev.obtaskd.catalogue.operation.ParameterSchema;
import dev.obtaskd.catalogue.operation.TemplateFiller;
import dev.obtaskd.catalogue.operation.TemplatePath;
import dev.obtaskd.catalogue.operation.TemplatePath.Fact;
import dev.obtaskd.catalogue.operation.TemplateResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs the programs of a built-in operation one after the other, as the engine would, but without
 * an engine.
 */
final class BuiltInRunner {

    private final Path directory;
    private final Operation operation;
    private final ObjectNode params;
    private final Map<String, Map<String, String>> outputs = new HashMap<>();
    private int attempts;

    BuiltInRunner(Path directory, String operation, String params) {
        this.directory = directory;
        data(directory);
        this.operation =
                new Catalogue(() -> directory.resolve("none"), FakeKind.KINDS)
                        .find(operation)
                        .orElseThrow()
                        .operation();
        this.params =
                ((ParameterSchema.Accepted)
                                this.operation.params().check(OperationExamples.json(params)))
                        .params();
    }

    /** Result of a program. */
    record Ended(int exitCode, String text) {}

    private static void data(Path directory) {
        try {
            Files.createDirectories(directory.resolve("data"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs all steps up to the first that fails. */
    Ended all() throws IOException, InterruptedException {
        var ended = new Ended(0, "");
        for (var step : operation.steps()) {
            ended = run(step.step().id());
            if (ended.exitCode() != 0) {
                return ended;
            }
        }
        return ended;
    }

    Ended run(String step) throws IOException, InterruptedException {
        return execute(step, operation.step(step).run());
    }

    Ended rollBack(String step) throws IOException, InterruptedException {
        return execute(step, operation.step(step).rollback());
    }

    String output(String step, String name) {
        return outputs.getOrDefault(step, Map.of()).getOrDefault(name, "");
    }

    private Ended execute(String step, Action action) throws IOException, InterruptedException {
        var spec =
                ((TemplateResult.Complete) TemplateFiller.fill(action.spec(), this::value)).spec();
        var files = Files.createDirectories(directory.resolve("attempt " + ++attempts));
        var output = directory.resolve(step + ".output");
        Files.deleteIfExists(output);
        var log = directory.resolve(step + ".log");
        var argv = new ArrayList<String>();
        spec.path("argv").forEach(argument -> argv.add(argument.asText()));
        var builder =
                new ProcessBuilder(argv).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.directory(directory.toFile());
        spec.path("env")
                .properties()
                .forEach(
                        entry ->
                                builder.environment()
                                        .put(entry.getKey(), entry.getValue().asText()));
        builder.environment()
                .putAll(
                        Map.of(
                                "OBTASKD_FILES",
                                files.toString(),
                                "OBTASKD_OUTPUT",
                                output.toString()));
        var process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("step " + step + " does not end");
        }
        if (process.exitValue() == 0) {
            outputs.computeIfAbsent(step, s -> new HashMap<>()).putAll(read(output));
        }
        return new Ended(process.exitValue(), Files.readString(log));
    }

    private static Map<String, String> read(Path output) throws IOException {
        var values = new HashMap<String, String>();
        for (var line : Files.exists(output) ? Files.readAllLines(output) : List.<String>of()) {
            var equals = line.indexOf('=');
            values.put(line.substring(0, equals), line.substring(equals + 1));
        }
        return values;
    }

    private Optional<JsonNode> value(TemplatePath path) {
        return switch (path) {
            case TemplatePath.Param param -> Optional.of(param.in(params));
            case TemplatePath.Output output ->
                    Optional.of(TextNode.valueOf(output(output.stepId(), output.name())));
            case TemplatePath.Secret secret -> Optional.empty();
            case Fact fact ->
                    Optional.of(
                            switch (fact) {
                                case AGENT_PORT -> IntNode.valueOf(2887);
                                case AGENT_DATA_DIR ->
                                        TextNode.valueOf(directory.resolve("data").toString());
                                case COLLECT_DIRECTORIES, INSPECT_DIRECTORIES ->
                                        JsonNodeFactory.instance
                                                .arrayNode()
                                                .add(directory.toString())
                                                .add("/not there");
                                case AGENT_IP, TASK_ID -> TextNode.valueOf("10.0.0.1");
                            });
        };
    }
}
