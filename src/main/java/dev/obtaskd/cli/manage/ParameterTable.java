package dev.obtaskd.cli.manage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.cli.command.CommandContext;
import dev.obtaskd.cli.output.Cell;
import dev.obtaskd.cli.output.Table;
import dev.obtaskd.text.Messages;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/** The parameters of an operation, as far as the first level of their schema tells. */
final class ParameterTable {

    private static final Messages MESSAGES = Messages.of("cli");

    private static final List<String> LIMITS =
            List.of("enum", "minimum", "maximum", "minLength", "maxLength", "pattern", "format");

    private ParameterTable() {}

    static Table of(JsonNode schema, CommandContext context) {
        var required = new HashSet<String>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        var table =
                new Table(
                        Stream.of(
                                        MESSAGES.text("column.parameter"),
                                        MESSAGES.text("column.type"),
                                        MESSAGES.text("column.required"),
                                        MESSAGES.text("column.default"),
                                        MESSAGES.text("column.note"))
                                .map(context::say)
                                .toList());
        schema.path("properties")
                .properties()
                .forEach(
                        entry ->
                                table.add(
                                        List.of(
                                                Cell.of(entry.getKey()),
                                                Cell.of(text(entry.getValue().path("type"))),
                                                Cell.of(
                                                        context.say(
                                                                required.contains(entry.getKey())
                                                                        ? MESSAGES.text("value.yes")
                                                                        : MESSAGES.text(
                                                                                "value.no"))),
                                                Cell.of(text(entry.getValue().path("default"))),
                                                Cell.of(note(entry.getValue())))));
        return table;
    }

    private static String note(JsonNode schema) {
        var note = new StringBuilder(schema.path("description").asText(""));
        for (var limit : LIMITS) {
            if (schema.has(limit)) {
                note.append(note.isEmpty() ? "" : "  ")
                        .append(limit)
                        .append(": ")
                        .append(text(schema.path(limit)));
            }
        }
        return note.toString();
    }

    private static String text(JsonNode value) {
        if (value.isMissingNode()) {
            return "";
        }
        return value.isTextual() ? value.textValue() : value.toString();
    }
}
