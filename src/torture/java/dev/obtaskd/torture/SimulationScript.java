package dev.obtaskd.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The events of one simulation.
 *
 * @param seed also determines the random choices at the end, when all tasks are brought to an end
 * @param operations numbers of the operations that are submitted
 * @param workers maximum number of sub tasks that run at once
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
