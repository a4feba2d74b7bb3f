package dev.obtaskd.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.engine.SimulatedDaemon;
import dev.obtaskd.store.writer.InMemoryH2Store;
import dev.obtaskd.store.writer.InMemoryStore;
import dev.obtaskd.testing.TortureReport;
import dev.obtaskd.testing.TortureTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The engine, its rules and its store against people, programs, faults and deaths at the worst
 * moments: every seed is a story of its own, and the same one each time. {@code -Dobtaskd.seed}
 * says where to begin, {@code -Dobtaskd.seeds} how many to play.
 */
@TortureTest
class SimulatorTest {

    /** Seeds played in memory for each one played on H2, which takes longer. */
    private static final int ON_H2 = 50;

    private static final long FIRST = Long.getLong("obtaskd.seed", 1);
    private static final long SEEDS = Long.getLong("obtaskd.seeds", 5_000);

    /**
     * Kept here, as its level is forgotten with it. What goes wrong on purpose would fill the log.
     */
    private static final Logger LOG = Logger.getLogger("dev.obtaskd");

    @TempDir static Path directory;

    private static SimulatedDaemon.Site site;
    private static Level level;

    @BeforeAll
    static void begin() throws IOException {
        TortureReport.begin();
        level = LOG.getLevel();
        LOG.setLevel(Level.OFF);
        site = SimulatedOperations.site(directory);
    }

    @AfterAll
    static void end() {
        LOG.setLevel(level);
    }

    @Test
    void keepsItsPromisesInMemory() throws Exception {
        plays(new SimulationRunner(site, InMemoryStore::new), SEEDS, "in memory");
    }

    @Test
    void keepsItsPromisesOnH2() throws Exception {
        var databases = new AtomicInteger();
        var torture =
                new SimulationRunner(
                        site,
                        () ->
                                new InMemoryH2Store(
                                        "torture" + databases.getAndIncrement(), site.specs()));
        plays(torture, Math.max(1, SEEDS / ON_H2), "on H2");
    }

    @Test
    void aSeedIsTheSameStoryEachTime() {
        var torture = new SimulationRunner(site, InMemoryStore::new);
        for (long seed = 1; seed <= 20; seed++) {
            assertThat(torture.story(SimulationScript.of(seed)))
                    .isNotEmpty()
                    .isEqualTo(torture.story(SimulationScript.of(seed)));
        }
    }

    private static void plays(SimulationRunner torture, long seeds, String where) throws Exception {
        System.out.printf("simulator %s: %d seeds from %d%n", where, seeds, FIRST);
        var wrong = torture.play(FIRST, seeds);
        var tally = torture.tally(FIRST);
        System.out.printf("simulator %s: %s%n", where, tally.add());
        assertThat(wrong).as("what is wrong").isEmpty();
        assertThat(tally.clean()).isTrue();
        assertThat(tally.rounds()).isEqualTo(seeds);
        assertThat(tally.acknowledged()).isPositive();
    }
}
