package dev.obtaskd.catalogue.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.catalogue.operation.Operation;
import dev.obtaskd.step.StepKind.Flaw;
import dev.obtaskd.text.Messages;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Every action has a known kind that accepts its specification. */
final class KindRules {

    private static final Messages MESSAGES = Messages.of("catalogue");

    private final Map<String, Function<JsonNode, List<Flaw>>> kinds;

    /**
     * @param kinds what checks the specifications of each kind, by its name
     */
    KindRules(Map<String, Function<JsonNode, List<Flaw>>> kinds) {
        this.kinds = new TreeMap<>(kinds);
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
        return kind.apply(place.action().spec()).stream()
                .map(flaw -> Flaws.at(place.pointer() + flaw.pointer(), flaw.message()));
    }
}
