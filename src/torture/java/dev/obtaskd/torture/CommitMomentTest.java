package dev.obtaskd.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.store.BatchFault;
import dev.obtaskd.store.writer.InMemoryStore;
import dev.obtaskd.task.TaskOp;
import dev.obtaskd.torture.SimulationEvent.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A terminate request, a timeout and the end of the program around one commit: in every order, in
 * every division into batches, and with every fault of every batch. Random seeds reach some of
 * these cases; this test runs all of them, for operations of every size.
 */
class CommitMomentTest {

    private static final Logger LOG = Logger.getLogger("dev.obtaskd");

    /** Which of the simulated operations take part: each whose number this divides. */
    private static final int STRIDE = Integer.getInteger("obtaskd.stride", 600);

    private static final List<Integer> OPERATIONS =
            IntStream.range(0, SimulatedOperations.COUNT)
                    .filter(number -> number % STRIDE == 0)
                    .boxed()
                    .toList();
    private static final int CALLS = 12;

    /** Event numbers that select the first task, no key and no condition. */
    private static final SimulationEvent TERMINATE =
            event(Kind.OPERATE, 0, TaskOp.TERMINATE.ordinal(), 3);

    private static final SimulationEvent A_DAY = event(Kind.CLOCK, 0, 0, 0);
    private static final SimulationEvent LOOP = event(Kind.LOOP, 0, 0, 0);
    private static final SimulationEvent THREAD = event(Kind.THREAD, 0, 0, 0);
    private static final SimulationEvent SERVE = event(Kind.SERVE, 1, 0, 0);

    /** Submits a task and starts its first program. */
    private static final List<SimulationEvent> BEFORE =
            List.of(event(Kind.SUBMIT, 0, 1, 0), SERVE, THREAD);

    /** Ends the fault and delivers pending results. */
    private static final List<SimulationEvent> AFTER_FAULT =
            List.of(
                    event(Kind.REOPEN, 0, 0, 0),
                    event(Kind.START, 1, 0, 0),
                    THREAD,
                    event(Kind.LATER, 0, 0, 0));

    /** How the program ends: successfully, stopped if this was requested, or failed. */
    private static final int[] ENDS = {0, 5, 7};

    @TempDir Path directory;

    private Level level;

    @BeforeEach
    void quiet() {
        level = LOG.getLevel();
        LOG.setLevel(Level.OFF);
    }

    @AfterEach
    void loud() {
        LOG.setLevel(level);
    }

    @Test
    void keepsItsPromisesInEveryOrderAndWithEveryFault() {
        var site = SimulatedOperations.site(directory);
        var store = new InMemoryStore();
        var torture = new SimulationRunner(site, InMemoryStore::new);
        var acknowledged = 0;
        for (var script : scripts()) {
            var simulation = new Simulation(site, store, script, Simulation.SILENCE);
            try {
                simulation.run();
            } catch (BrokenPromiseException broken) {
                throw new AssertionError(
                        script + "\n" + String.join("\n", torture.transcript(script)), broken);
            }
            acknowledged += simulation.acknowledged();
        }
        assertThat(acknowledged).isPositive();
    }

    private static List<SimulationScript> scripts() {
        var scripts = new ArrayList<SimulationScript>();
        for (var end : ENDS) {
            var ended = List.of(event(Kind.END, 0, end, 0), THREAD);
            for (var order : orders(List.of(List.of(TERMINATE), List.of(A_DAY, LOOP), ended))) {
                for (var events : withFaults(order)) {
                    OPERATIONS.forEach(
                            operation ->
                                    scripts.add(
                                            new SimulationScript(
                                                    operation, List.of(operation), 1, events)));
                }
            }
        }
        return scripts;
    }

    /** Every division of three events into batches, with every fault in one of them. */
    private static List<List<SimulationEvent>> withFaults(List<List<SimulationEvent>> moments) {
        var all = new ArrayList<List<SimulationEvent>>();
        for (int cuts = 0; cuts < 4; cuts++) {
            for (int failing = 0; failing <= Integer.bitCount(cuts); failing++) {
                for (var fault : faults()) {
                    all.add(events(moments, cuts, failing, fault));
                }
            }
        }
        return all;
    }

    private static List<SimulationEvent> events(
            List<List<SimulationEvent>> moments, int cuts, int failing, SimulationEvent fault) {
        var events = new ArrayList<>(BEFORE);
        var batch = 0;
        for (int i = 0; i < moments.size(); i++) {
            events.addAll(moments.get(i));
            if (i == moments.size() - 1 || (cuts >> i & 1) == 1) {
                events.add(batch == failing ? fault : SERVE);
                events.addAll(AFTER_FAULT);
                batch++;
            }
        }
        return events;
    }

    /** Includes a fault at a call that is never made, hence no fault. */
    private static List<SimulationEvent> faults() {
        var faults = new ArrayList<SimulationEvent>();
        for (int kind = 1; kind < BatchFault.Kind.values().length; kind++) {
            var atCall = kind <= BatchFault.Kind.DEATH.ordinal();
            for (int call = 0; call < (atCall ? CALLS : 1); call++) {
                faults.add(event(Kind.FAULT, kind - 1, call, 0));
            }
        }
        return faults;
    }

    private static <T> List<List<T>> orders(List<T> things) {
        if (things.isEmpty()) {
            return List.of(List.of());
        }
        var orders = new ArrayList<List<T>>();
        for (int first = 0; first < things.size(); first++) {
            var others = new ArrayList<>(things);
            var thing = others.remove(first);
            for (var rest : orders(others)) {
                var order = new ArrayList<>(List.of(thing));
                order.addAll(rest);
                orders.add(order);
            }
        }
        return orders;
    }

    private static SimulationEvent event(Kind kind, int a, int b, int c) {
        return new SimulationEvent(kind, a, b, c);
    }
}
