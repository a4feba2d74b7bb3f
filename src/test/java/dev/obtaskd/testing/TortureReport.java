package dev.obtaskd.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What came of torturing the daemon: one line of JSON, to which each kind of torture adds its part.
 *
 * @param seed that all of it began with
 * @param rounds simulations played, daemons killed, and power cuts
 * @param acknowledged answers that must last
 * @param lost of those, or of what hangs on them, that are not there or not what they were
 * @param conflicting tasks side by side that exclude each other
 * @param twice programs that ran beside each other, or again after they succeeded
 * @param stuck tasks that neither ended nor said what they wait for
 * @param unopenable starts on a store that could not be opened
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

    /** Rounds in which so many answers were given, and nothing was found. */
    public static TortureReport of(long seed, long rounds, long acknowledged) {
        return new TortureReport(seed, rounds, acknowledged, 0, 0, 0, 0, 0);
    }

    /** What was written with a seed. */
    public static TortureReport soFar(long seed) throws IOException {
        var there = Files.exists(FILE) ? JSON.readValue(FILE.toFile(), TortureReport.class) : null;
        return there != null && there.seed == seed ? there : of(seed, 0, 0);
    }

    /** How often a promise was broken. */
    long broken() {
        return lost + conflicting + twice + stuck + unopenable;
    }

    /** Everything was as promised. */
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

    /** Forgets what was written before. */
    public static void begin() throws IOException {
        Files.deleteIfExists(FILE);
    }

    /**
     * Adds this to what was written before with the same seed, and returns all of it as one line.
     */
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
