package dev.obtaskd.cli.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.obtaskd.cli.client.Daemon;
import dev.obtaskd.cli.client.Json;
import dev.obtaskd.cli.client.Query;
import dev.obtaskd.cli.command.CommandContext;
import dev.obtaskd.cli.command.CommandException;
import dev.obtaskd.cli.command.ExitCode;
import dev.obtaskd.cli.command.FileErrors;
import dev.obtaskd.text.Messages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Parameters of a task: from a file, or one by one. The command line is visible to all users of the
 * host, so secrets belong into the file.
 */
final class ParameterOptions {

    private static final Messages MESSAGES = Messages.of("cli");

    @Option(
            names = {"-p", "--param"},
            paramLabel = "NAME=VALUE")
    private List<String> params = List.of();

    @Option(names = "--params-file", paramLabel = "FILE")
    private @Nullable String file;

    /** The parameters; null if the options name none. Those given one by one replace others. */
    @Nullable ObjectNode read(Daemon daemon, CommandContext context, String operation) {
        if (file == null && params.isEmpty()) {
            return null;
        }
        var pairs = params.stream().map(ParameterOptions::pair).toList();
        var all = file == null ? JsonNodeFactory.instance.objectNode() : content(file, context);
        if (!pairs.isEmpty()) {
            var schema = daemon.get(Query.of("/api/v2/operations/{}", operation)).path("params");
            for (var pair : pairs) {
                var type = schema.path("properties").path(pair.getKey());
                all.set(pair.getKey(), value(pair.getValue(), type));
            }
        }
        return all;
    }

    private static Map.Entry<String, String> pair(String param) {
        var parts = param.split("=", 2);
        if (parts.length != 2 || parts[0].isEmpty()) {
            throw usage("param.form", param);
        }
        return Map.entry(parts[0], parts[1]);
    }

    boolean given() {
        return file != null || !params.isEmpty();
    }

    /**
     * A value in the type that the schema asks for: text as it is, anything else as JSON. What is
     * not JSON either is sent as text, and the daemon says what is wrong.
     */
    static JsonNode value(String text, JsonNode schema) {
        var type = schema.path("type");
        if (type.isTextual() && type.textValue().equals("string")) {
            return TextNode.valueOf(text);
        }
        try {
            var json = Json.parse(text);
            var mixed = type.isArray() && !type.isEmpty();
            return json == null || json.isMissingNode() || mixed && !listed(json, type)
                    ? TextNode.valueOf(text)
                    : json;
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }

    private static boolean listed(JsonNode json, JsonNode types) {
        for (var type : types) {
            var fits =
                    switch (type.asText()) {
                        case "integer" -> json.isIntegralNumber();
                        case "number" -> json.isNumber();
                        case "boolean" -> json.isBoolean();
                        case "object" -> json.isObject();
                        case "array" -> json.isArray();
                        case "null" -> json.isNull();
                        default -> false;
                    };
            if (fits) {
                return true;
            }
        }
        return false;
    }

    private static ObjectNode content(String file, CommandContext context) {
        try {
            var bytes =
                    file.equals("-")
                            ? context.in().readAllBytes()
                            : Files.readAllBytes(Path.of(file));
            if (Json.parse(new String(bytes, StandardCharsets.UTF_8))
                    instanceof ObjectNode params) {
                return params;
            }
            throw usage("param.file-object", file);
        } catch (JsonProcessingException e) {
            // The original message has no excerpt of the file, which may contain secrets.
            throw usage("param.file-json", file, line(e));
        } catch (IOException e) {
            throw usage("param.file", file, FileErrors.reason(e));
        } catch (InvalidPathException e) {
            throw usage("argument.locale", file);
        }
    }

    private static long line(JsonProcessingException failure) {
        return failure.getLocation() == null ? 1 : failure.getLocation().getLineNr();
    }

    private static CommandException usage(String key, Object... arguments) {
        return new CommandException(ExitCode.USAGE, MESSAGES.text(key, arguments));
    }
}
