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

/**
 * Plays the scripts of many seeds, and tells in a small case what is wrong with the first that
 * fails.
 */
final class SimulationRunner {

    private final SimulatedDaemon.Site site;
    private final Supplier<SteppedStore> stores;
    private final AtomicLong played = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicReference<Failure> failure = new AtomicReference<>();

    /** A seed that fails. */
    private record Failure(long seed, Throwable why) {}

    /**
     * @param stores makes a new one, for one thread
     */
    SimulationRunner(SimulatedDaemon.Site site, Supplier<SteppedStore> stores) {
        this.site = site;
        this.stores = stores;
    }

    /** What came of it so far. */
    TortureReport tally(long seed) {
        var found = failure.get();
        return new TortureReport(
                seed,
                played.get(),
                acknowledged.get(),
                is(found, DaemonPromise.LOST) + is(found, DaemonPromise.WRONG),
                is(found, DaemonPromise.CONFLICTING),
                is(found, DaemonPromise.TWICE),
                is(found, DaemonPromise.STUCK),
                0);
    }

    /** A failure of no other kind is none of the daemon's promises, but as bad as a lost answer. */
    private static int is(@Nullable Failure found, DaemonPromise promise) {
        var broken =
                found == null
                        ? null
                        : found.why() instanceof BrokenPromiseException why
                                ? why.promise()
                                : DaemonPromise.WRONG;
        return broken == promise ? 1 : 0;
    }

    /**
     * Plays until one fails.
     *
     * @return what is wrong, for people; empty if nothing is
     */
    Optional<String> play(long firstSeed, long seeds) throws InterruptedException {
        var next = new AtomicLong(firstSeed);
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            threads.add(Thread.ofPlatform().start(() -> playSome(next, firstSeed + seeds)));
        }
        for (var thread : threads) {
            thread.join();
        }
        return Optional.ofNullable(failure.get()).map(this::explain);
    }

    /**
     * The whole story of a seed: what happened, line by line, and what was wrong with it in the
     * end.
     */
    List<String> story(SimulationScript script) {
        var story = new ArrayList<String>();
        try (var store = stores.get()) {
            new Simulation(site, store, script, story::add).run();
        } catch (RuntimeException | AssertionError e) {
            story.add(e.toString());
        }
        return story;
    }

    private void playSome(AtomicLong next, long end) {
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
                played.incrementAndGet();
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
            var words = new StringJoiner("\n  ");
            words.add(
                    "seed "
                            + found.seed()
                            + " (repeat with -Dobtaskd.seed="
                            + found.seed()
                            + " -Dobtaskd.seeds=1): "
                            + found.why());
            words.add(
                    "a smaller case, of "
                            + small.operations().stream().map(SimulatedOperations::name).toList()
                            + ", with "
                            + small.workers()
                            + " workers and the events "
                            + small.events()
                            + ":");
            story(small).forEach(words::add);
            return words.toString();
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
