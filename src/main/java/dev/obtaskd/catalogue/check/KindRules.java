package dev.obtaskd.catalogue.check;

import dev.obtaskd.catalogue.operation.Operation;
import dev.obtaskd.step.StepKind;
import dev.obtaskd.step.StepKind.Flaw;
import dev.obtaskd.text.Messages;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Every action has a known kind that accepts its specification. */
final class KindRules {

    private static final Messages MESSAGES = Messages.of("catalogue");

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
            var known = String.join(", ", kinds.keySet());
            return Stream.of(
                    new Flaw(
                            place.pointer(),
                            kinds.isEmpty()
                                    ? MESSAGES.text("kind.unknown.none", name)
                                    : MESSAGES.text("kind.unknown", name, known)));
        }
        return kind.check(place.action().spec()).stream()
                .map(flaw -> Flaws.at(place.pointer() + flaw.pointer(), flaw.message()));
    }
}
