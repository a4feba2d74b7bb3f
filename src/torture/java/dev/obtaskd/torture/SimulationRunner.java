package dev.obtaskd.torture;

import dev.obtaskd.engine.SimulatedDaemon;
import dev.obtaskd.store.SteppedStore;
import dev.obtaskd.testing.TortureReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs the scripts of many seeds, and explains the first failure by a shortened script. */
final class SimulationRunner {

    private final SimulatedDaemon.Site site;
    private final Supplier<SteppedStore> stores;
    private final AtomicLong completed = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicReference<Failure> failure = new AtomicReference<>();

    /** A seed that fails. */
    private record Failure(long seed, Throwable why) {}

    /**
     * @param stores creates a store for one thread
     */
    SimulationRunner(SimulatedDaemon.Site site, Supplier<SteppedStore> stores) {
        this.site = site;
        this.stores = stores;
    }

    /** The results so far. */
    TortureReport report(long seed) {
        var found = failure.get();
        return new TortureReport(
                seed,
                completed.get(),
                acknowledged.get(),
                count(found, DaemonPromise.LOST) + count(found, DaemonPromise.WRONG),
                count(found, DaemonPromise.CONFLICTING),
                count(found, DaemonPromise.TWICE),
                count(found, DaemonPromise.STUCK),
                0);
    }

    /** An unexpected exception violates no promise of the daemon, but counts like a wrong state. */
    private static int count(@Nullable Failure found, DaemonPromise promise) {
        var broken =
                found == null
                        ? null
                        : found.why() instanceof BrokenPromiseException why
                                ? why.promise()
                                : DaemonPromise.WRONG;
        return broken == promise ? 1 : 0;
    }

    /**
     * Runs seeds until one fails.
     *
     * @return description of the failure; empty if there is none
     */
    Optional<String> run(long firstSeed, long seeds) throws InterruptedException {
        var next = new AtomicLong(firstSeed);
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            threads.add(Thread.ofPlatform().start(() -> runSeeds(next, firstSeed + seeds)));
        }
        for (var thread : threads) {
            thread.join();
        }
        return Optional.ofNullable(failure.get()).map(this::explain);
    }

    /** The transcript of a script, followed by its failure. */
    List<String> transcript(SimulationScript script) {
        var transcript = new ArrayList<String>();
        try (var store = stores.get()) {
            new Simulation(site, store, script, transcript::add).run();
        } catch (RuntimeException | AssertionError e) {
            transcript.add(e.toString());
        }
        return transcript;
    }

    private void runSeeds(AtomicLong next, long end) {
        try (var store = stores.get()) {
            for (var seed = next.getAndIncrement();
                    seed < end && failure.get() == null;
                    seed = next.getAndIncrement()) {
                var simulation =
                        new Simulation(site, store, SimulationScript.of(seed), Simulation.SILENCE);
                try {
                    simulation.run();
                } catch (RuntimeException | AssertionError e) {
                    failure.compareAndSet(null, new Failure(seed, e));
                }
                completed.incrementAndGet();
                acknowledged.addAndGet(simulation.acknowledged());
            }
        }
    }

    private String explain(Failure found) {
        var script = SimulationScript.of(found.seed());
        try (var store = stores.get()) {
            var small =
                    ScriptShrinker.smallest(
                            script, smaller -> kind(found.why()).equals(fails(store, smaller)));
            var text = new StringJoiner("\n  ");
            text.add(
                    "seed "
                            + found.seed()
                            + " (repeat with -Dobtaskd.seed="
                            + found.seed()
                            + " -Dobtaskd.seeds=1): "
                            + found.why());
            text.add(
                    "shortened script with operations "
                            + small.operations().stream().map(SimulatedOperations::name).toList()
                            + ", with "
                            + small.workers()
                            + " workers and events "
                            + small.events()
                            + ":");
            transcript(small).forEach(text::add);
            return text.toString();
        }
    }

    private String fails(SteppedStore store, SimulationScript script) {
        try {
            new Simulation(site, store, script, Simulation.SILENCE).run();
            return "";
        } catch (RuntimeException | AssertionError e) {
            return kind(e);
        }
    }

    private static String kind(Throwable why) {
        return why instanceof BrokenPromiseException broken
                ? broken.promise().toString()
                : why.getClass().getName();
    }
}
