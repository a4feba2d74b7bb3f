package dev.obtaskd.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Runs one benchmark in this JVM, prints its rows, and writes its results to a file. */
public final class SingleBenchmark {

    private SingleBenchmark() {}

    /**
     * @param args name of the benchmark, working directory, file for the results
     */
    public static void main(String[] args) throws Exception {
        Logger.getLogger("").setLevel(Level.WARNING);
        var figures = new ArrayList<Measurement>();
        for (var figure :
                BenchmarkRunner.named(args[0]).run(new BenchDirectory(Path.of(args[1])))) {
            BenchReport.row(figure);
            figures.add(figure);
        }
        BenchReport.json(figures, Path.of(args[2]));
        System.exit(0);
    }
}
