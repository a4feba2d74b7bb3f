package dev.obtaskd.catalogue.check;

import dev.obtaskd.catalogue.operation.Operation;
import dev.obtaskd.catalogue.operation.Operation.Action;
import dev.obtaskd.catalogue.operation.Operation.OperationStep;
import dev.obtaskd.json.JsonPointers;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** All actions of an operation with their JSON pointers. */
final class StepActions {

    private StepActions() {}

    /**
     * An action and its position.
     *
     * @param pointer to its specification
     * @param undo whether it is the step's rollback
     */
    record Place(String pointer, OperationStep step, Action action, boolean undo) {}

    static Stream<Place> of(Operation operation) {
        return IntStream.range(0, operation.steps().size())
                .boxed()
                .flatMap(i -> of("/steps/" + i, operation.steps().get(i)));
    }

    private static Stream<Place> of(String at, OperationStep step) {
        var run =
                new Place(
                        JsonPointers.below(at + "/run", step.run().kind()),
                        step,
                        step.run(),
                        false);
        if (step.rollback() == null) {
            return Stream.of(run);
        }
        var pointer = JsonPointers.below(at + "/rollback", step.rollback().kind());
        return Stream.of(run, new Place(pointer, step, step.rollback(), true));
    }
}
