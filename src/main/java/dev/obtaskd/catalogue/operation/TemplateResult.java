package dev.obtaskd.catalogue.operation;

import com.fasterxml.jackson.databind.JsonNode;

/** The result of filling in templates. */
public sealed interface TemplateResult {

    /**
     * Every template has its value.
     *
     * @param spec a new tree, which shares no mutable node with its template
     */
    record Complete(JsonNode spec) implements TemplateResult {}

    /**
     * A value is missing, such as the output of a step that a person skipped.
     *
     * @param path the first such path, as written: {@code steps.prepare.output.file}
     */
    record MissingValue(String path) implements TemplateResult {}
}
