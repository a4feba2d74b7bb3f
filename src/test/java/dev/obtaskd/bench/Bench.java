package dev.obtaskd.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Measures everything, or one metric, and writes {@code bench.json}. */
public final class Bench {

    private static final List<Metric> METRICS = List.of(
            new Throughput(), new FreshThroughput(), new StartLatency(), new Chain(), new DurableSubmit(), new HttpSubmit(),
            new Pages(), new HttpPage(), new DagUnfinish(), new Spawn(), new LogFlood(), new Idle(), new Memory());

    private Bench() {}

    /** @param args the build directory, and the name of the only metric to run if there is one */
    public static void main(String[] args) throws Exception {
        Logger.getLogger("").setLevel(Level.WARNING);
        var target = Path.of(args[0]).toAbsolutePath();
        var only = args.length > 1 ? args[1] : "";
        var place = new Place(target.resolve("bench"));
        place.clear();
        Files.createDirectories(place.root());
        var figures = new ArrayList<Figure>();
        Report.head();
        for (var metric : chosen(only)) {
            for (var figure : metric.run(place)) {
                Report.row(figure);
                figures.add(figure);
            }
        }
        Report.json(figures, target.resolve("bench.json"));
        place.clear();
    }

    private static List<Metric> chosen(String only) {
        var chosen = METRICS.stream().filter(metric -> only.isBlank() || metric.name().equals(only)).toList();
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("no metric " + only + " among " + METRICS.stream().map(Metric::name).toList());
        }
        return chosen;
    }
}
