package dev.obtaskd.catalogue.operation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.json.JsonPointers;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which parameters the templates of an operation use. */
public final class ParameterUses {

    private ParameterUses() {}

    /** The parameters in the templates of a tree. */
    public static Stream<TemplatePath.Param> in(JsonNode tree) {
        return tree.isTextual()
                ? in(tree.textValue())
                : tree.valueStream().flatMap(ParameterUses::in);
    }

    /** The parameters in the templates of a text. */
    public static Stream<TemplatePath.Param> in(String text) {
        return !Template.in(text)
                ? Stream.empty()
                : Template.of(text).parts().stream()
                        .filter(Template.Slot.class::isInstance)
                        .map(part -> TemplatePath.parse(((Template.Slot) part).path()))
                        .flatMap(Optional::stream)
                        .filter(TemplatePath.Param.class::isInstance)
                        .map(TemplatePath.Param.class::cast);
    }

    /** Whether a template of a tree uses a parameter, a member of it, or an object around it. */
    public static boolean uses(JsonNode tree, ParameterChange change) {
        return in(tree).map(param -> pointer(param.names()))
                .anyMatch(
                        used ->
                                (used + "/").startsWith(change.pointer() + "/")
                                        || (change.pointer() + "/").startsWith(used + "/"));
    }

    private static String pointer(List<String> names) {
        var pointer = "";
        for (var name : names) {
            pointer = JsonPointers.below(pointer, name);
        }
        return pointer;
    }
}
