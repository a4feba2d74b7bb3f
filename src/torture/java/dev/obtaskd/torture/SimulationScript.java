package dev.obtaskd.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What happens in one simulation.
 *
 * @param seed also of what is left to chance at the end, when everything is brought to rest
 * @param operations numbers of those that are submitted
 * @param workers how many sub tasks run at once
 */
record SimulationScript(
        long seed, List<Integer> operations, int workers, List<SimulationEvent> events) {

    SimulationScript {
        operations = List.copyOf(operations);
        events = List.copyOf(events);
    }

    static SimulationScript of(long seed) {
        var random = new Random(seed);
        var operations = new ArrayList<Integer>();
        for (int left = 1 + random.nextInt(4); left > 0; left--) {
            operations.add(random.nextInt(SimulatedOperations.COUNT));
        }
        var events = new ArrayList<SimulationEvent>();
        for (int left = 20 + random.nextInt(80); left > 0; left--) {
            events.add(SimulationEvent.random(random));
        }
        return new SimulationScript(seed, operations, 1 + random.nextInt(4), events);
    }

    SimulationScript operations(List<Integer> fewer) {
        return new SimulationScript(seed, fewer, workers, events);
    }

    SimulationScript events(List<SimulationEvent> fewer) {
        return new SimulationScript(seed, operations, workers, fewer);
    }
}
