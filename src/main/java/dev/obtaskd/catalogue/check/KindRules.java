package dev.obtaskd.catalogue.check;

import dev.obtaskd.catalogue.operation.Operation;
import dev.obtaskd.json.JsonPointers;
import dev.obtaskd.step.StepKind;
import dev.obtaskd.step.StepKind.Flaw;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Every action has a known kind that accepts its specification. */
final class KindRules {

    private final Map<String, StepKind> kinds = new TreeMap<>();

    KindRules(Collection<? extends StepKind> kinds) {
        kinds.forEach(kind -> this.kinds.put(kind.name(), kind));
    }

    List<Flaw> check(Operation operation) {
        return StepActions.of(operation).flatMap(this::check).toList();
    }

    private Stream<Flaw> check(StepActions.Place place) {
        var name = place.action().kind();
        var kind = kinds.get(name);
        if (kind == null) {
            var known =
                    kinds.isEmpty()
                            ? "there is none"
                            : "there is " + String.join(", ", kinds.keySet());
            return Stream.of(
                    new Flaw(place.pointer(), "unknown step kind \"" + name + "\"; " + known));
        }
        return kind.check(place.action().spec()).stream()
                .map(
                        flaw ->
                                new Flaw(
                                        place.pointer() + flaw.pointer(),
                                        name(place, flaw) + ": " + flaw.message()));
    }

    private static String name(StepActions.Place place, Flaw flaw) {
        return JsonPointers.dotted(place.pointer() + flaw.pointer());
    }
}
