package dev.obtaskd.catalogue.check;

import dev.obtaskd.catalogue.operation.Operation;
import dev.obtaskd.step.StepKind.Flaw;
import dev.obtaskd.task.TaskGraph;
import dev.obtaskd.task.TaskStep;
import dev.obtaskd.text.Messages;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/** Step ids are unique, dependencies exist, and there is no cycle. */
final class GraphRules {

    private static final Messages MESSAGES = Messages.of("catalogue");

    private GraphRules() {}

    static List<Flaw> check(Operation operation) {
        var steps = operation.steps().stream().map(Operation.OperationStep::step).toList();
        var flaws = new ArrayList<Flaw>();
        var ids = steps.stream().map(TaskStep::id).collect(Collectors.toSet());
        var seen = new HashSet<String>();
        for (var i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            var at = "/steps/" + i;
            if (!seen.add(step.id())) {
                flaws.add(new Flaw(at + "/id", MESSAGES.text("graph.duplicate", step.id())));
            }
            for (var need : step.needs()) {
                if (!ids.contains(need)) {
                    var message = MESSAGES.text("graph.unknown", step.id(), need);
                    flaws.add(new Flaw(at + "/needs", message));
                }
            }
        }
        if (flaws.isEmpty()) {
            cycle(operation, flaws);
        }
        return flaws;
    }

    private static void cycle(Operation operation, List<Flaw> flaws) {
        try {
            operation.graph();
        } catch (TaskGraph.CycleException e) {
            flaws.add(
                    new Flaw("/steps", MESSAGES.text("graph.cycle", String.join(", ", e.steps()))));
        }
    }
}
