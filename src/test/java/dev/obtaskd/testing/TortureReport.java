package dev.obtaskd.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The result of fault-injection tests: one line of JSON, to which every test adds its part.
 *
 * @param seed seed of the run
 * @param rounds simulations, kills and power cuts
 * @param acknowledged changes that must be durable
 * @param lost acknowledged changes that are missing or wrong, with dependent data
 * @param conflicting tasks that ran in parallel although they exclude each other
 * @param twice programs that ran in parallel, or again after they succeeded
 * @param stuck tasks that neither ended nor stated what they wait for
 * @param unopenable starts with a store that could not be opened
 */
public record TortureReport(
        long seed,
        long rounds,
        long acknowledged,
        long lost,
        long conflicting,
        long twice,
        long stuck,
        long unopenable) {

    private static final Path FILE = Path.of("target", "torture.json");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A report without violations. */
    public static TortureReport of(long seed, long rounds, long acknowledged) {
        return new TortureReport(seed, rounds, acknowledged, 0, 0, 0, 0, 0);
    }

    /** The stored report of a seed. */
    public static TortureReport soFar(long seed) throws IOException {
        var stored = Files.exists(FILE) ? JSON.readValue(FILE.toFile(), TortureReport.class) : null;
        return stored != null && stored.seed == seed ? stored : of(seed, 0, 0);
    }

    /** Number of violations. */
    long broken() {
        return lost + conflicting + twice + stuck + unopenable;
    }

    /** Whether no promise was violated. */
    public boolean clean() {
        return broken() == 0;
    }

    public TortureReport plus(TortureReport other) {
        return new TortureReport(
                seed,
                rounds + other.rounds,
                acknowledged + other.acknowledged,
                lost + other.lost,
                conflicting + other.conflicting,
                twice + other.twice,
                stuck + other.stuck,
                unopenable + other.unopenable);
    }

    /** Deletes the stored report. */
    public static void begin() throws IOException {
        Files.deleteIfExists(FILE);
    }

    /** Adds this to the stored report of the same seed, and returns the sum as one line. */
    public String add() throws IOException {
        var all = soFar(seed).plus(this);
        Files.createDirectories(FILE.getParent());
        Files.writeString(FILE, all.line() + "\n");
        return all.line();
    }

    private String line() throws JsonProcessingException {
        return JSON.writeValueAsString(this);
    }
}
