package dev.obtaskd.catalogue.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Where templates get their values from. */
@FunctionalInterface
public interface TemplateValues {

    /**
     * The value of a path.
     *
     * @return empty if the value is missing and the step that needs it must fail. Something that is
     *     rightly empty (the output of a step skipped by {@code when}, a rollback's own output when
     *     its run left none) is an empty string; an optional parameter that was not given may be a
     *     missing node, which counts as an empty string.
     */
    Optional<JsonNode> at(TemplatePath path);
}
