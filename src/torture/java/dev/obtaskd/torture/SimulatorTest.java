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
 * Runs the engine, its rules and its store against callers, programs, faults and kills at arbitrary
 * moments. A seed determines the run. {@code -Dobtaskd.seed} is the first seed, {@code
 * -Dobtaskd.seeds} the number of seeds.
 */
@TortureTest
class SimulatorTest {

    /** Number of seeds run in memory for each one on H2, which is slower. */
    private static final int ON_H2 = 50;

    private static final long FIRST = Long.getLong("obtaskd.seed", 1);
    private static final long SEEDS = Long.getLong("obtaskd.seeds", 5_000);

    /**
     * A strong reference, since the level of an unreferenced logger is lost. Injected faults would
     * fill the log.
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
        run(new SimulationRunner(site, InMemoryStore::new), SEEDS, "in memory");
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
        run(torture, Math.max(1, SEEDS / ON_H2), "on H2");
    }

    @Test
    void aSeedAlwaysHasTheSameTranscript() {
        var torture = new SimulationRunner(site, InMemoryStore::new);
        for (long seed = 1; seed <= 20; seed++) {
            assertThat(torture.transcript(SimulationScript.of(seed)))
                    .isNotEmpty()
                    .isEqualTo(torture.transcript(SimulationScript.of(seed)));
        }
    }

    private static void run(SimulationRunner torture, long seeds, String where) throws Exception {
        System.out.printf("simulator %s: %d seeds from %d%n", where, seeds, FIRST);
        var failure = torture.run(FIRST, seeds);
        var report = torture.report(FIRST);
        System.out.printf("simulator %s: %s%n", where, report.add());
        assertThat(failure).as("failure of a seed").isEmpty();
        assertThat(report.clean()).isTrue();
        assertThat(report.rounds()).isEqualTo(seeds);
        assertThat(report.acknowledged()).isPositive();
    }
}
