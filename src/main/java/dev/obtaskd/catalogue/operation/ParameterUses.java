package dev.obtaskd.catalogue.operation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.json.JsonPointers;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The parameters that a specification uses in its templates.
 *
 * @param pointers JSON pointers into the parameters
 */
public record ParameterUses(Set<String> pointers) {

    public ParameterUses {
        pointers = Set.copyOf(pointers);
    }

    /** The parameters in a specification. */
    public static ParameterUses of(JsonNode spec) {
        return new ParameterUses(
                in(spec).map(param -> pointer(param.names())).collect(Collectors.toSet()));
    }

    /** Whether it uses a changed parameter, a member of it, or an object around it. */
    public boolean include(ParameterChange change) {
        return pointers.stream()
                .anyMatch(
                        used ->
                                (used + "/").startsWith(change.pointer() + "/")
                                        || (change.pointer() + "/").startsWith(used + "/"));
    }

    /** The parameters in a text. */
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

    private static Stream<TemplatePath.Param> in(JsonNode tree) {
        return tree.isTextual()
                ? in(tree.textValue())
                : tree.valueStream().flatMap(ParameterUses::in);
    }

    private static String pointer(List<String> names) {
        var pointer = "";
        for (var name : names) {
            pointer = JsonPointers.below(pointer, name);
        }
        return pointer;
    }
}
