package dev.obtaskd.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Shrinks a failing script: removes everything that the failure does not need. */
final class ScriptShrinker {

    private final Predicate<SimulationScript> fails;
    private SimulationScript smallest;

    private ScriptShrinker(SimulationScript script, Predicate<SimulationScript> fails) {
        this.fails = fails;
        this.smallest = script;
    }

    /**
     * @param fails whether a script still fails in the same way
     */
    static SimulationScript smallest(SimulationScript script, Predicate<SimulationScript> fails) {
        var shrink = new ScriptShrinker(script, fails);
        SimulationScript before;
        do {
            before = shrink.smallest;
            shrink.fewerEvents();
            shrink.fewerOperations();
            shrink.smallerOperations();
            shrink.plainerEvents();
        } while (!before.equals(shrink.smallest));
        return shrink.smallest;
    }

    /** Removes half of the events at once, then a quarter, and finally single events. */
    private void fewerEvents() {
        for (int size = Math.max(1, smallest.events().size() / 2); size > 0; size /= 2) {
            for (int from = smallest.events().size() - size; from >= 0; from -= size) {
                attempt(smallest.events(without(smallest.events(), from, size)));
            }
        }
    }

    private void fewerOperations() {
        for (int i = smallest.operations().size() - 1;
                i >= 0 && smallest.operations().size() > 1;
                i--) {
            attempt(smallest.operations(without(smallest.operations(), i, 1)));
        }
    }

    /** Replaces operations by ones with fewer steps. */
    private void smallerOperations() {
        for (int i = 0; i < smallest.operations().size(); i++) {
            var number = smallest.operations().get(i);
            for (int smaller = 0;
                    smaller < number && smallest.operations().get(i).equals(number);
                    smaller += 7) {
                attempt(smallest.operations(replaced(smallest.operations(), i, smaller)));
            }
        }
    }

    private void plainerEvents() {
        for (int i = 0; i < smallest.events().size(); i++) {
            var event = smallest.events().get(i);
            attempt(
                    smallest.events(
                            replaced(
                                    smallest.events(),
                                    i,
                                    new SimulationEvent(event.kind(), 0, 0, 0))));
        }
    }

    private void attempt(SimulationScript smaller) {
        if (!smaller.equals(smallest) && fails.test(smaller)) {
            smallest = smaller;
        }
    }

    private static <T> List<T> without(List<T> all, int from, int size) {
        var rest = new ArrayList<>(all);
        rest.subList(from, Math.min(all.size(), from + size)).clear();
        return rest;
    }

    private static <T> List<T> replaced(List<T> all, int index, T other) {
        var changed = new ArrayList<>(all);
        changed.set(index, other);
        return changed;
    }
}
