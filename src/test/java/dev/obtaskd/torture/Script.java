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
record Script(long seed, List<Integer> operations, int workers, List<Event> events) {

    Script {
        operations = List.copyOf(operations);
        events = List.copyOf(events);
    }

    static Script of(long seed) {
        var random = new Random(seed);
        var operations = new ArrayList<Integer>();
        for (int left = 1 + random.nextInt(4); left > 0; left--) {
            operations.add(random.nextInt(Operations.COUNT));
        }
        var events = new ArrayList<Event>();
        for (int left = 20 + random.nextInt(80); left > 0; left--) {
            events.add(Event.random(random));
        }
        return new Script(seed, operations, 1 + random.nextInt(4), events);
    }

    Script operations(List<Integer> fewer) {
        return new Script(seed, fewer, workers, events);
    }

    Script events(List<Event> fewer) {
        return new Script(seed, operations, workers, fewer);
    }
}
