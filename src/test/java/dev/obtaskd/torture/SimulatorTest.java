package dev.obtaskd.torture;

import dev.obtaskd.engine.Life;
import dev.obtaskd.store.MemoryStore;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatorTest {

    @TempDir
    static Path directory;

    @Test
    void keepsItsPromises() {
        java.util.logging.Logger.getLogger("dev.obtaskd").setLevel(java.util.logging.Level.OFF);
        Life.Site site = Operations.site(directory);
        var store = new MemoryStore();
        int seeds = Integer.getInteger("obtaskd.seeds", 2000);
        long first = Long.getLong("obtaskd.seed", 1);
        int shown = 0; System.out.println("CP " + System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        long acks = 0;
        var begin = System.nanoTime();
        for (long seed = first; seed < first + seeds; seed++) {
            try {
                var simulation = new Simulation(site, store, Script.of(seed), seeds == 1 ? System.out::println : Simulation.SILENCE);
                simulation.run();
                acks += simulation.acknowledged();
            } catch (RuntimeException | Error e) {
                System.out.println("seed " + seed + ": " + e);
                if (!(e instanceof Broken)) e.printStackTrace(System.out);
                if (++shown > 8) break;
            }
        }
        System.out.println(seeds + " seeds in " + (System.nanoTime() - begin) / 1000000 + " ms, acks " + acks);
    }
}
