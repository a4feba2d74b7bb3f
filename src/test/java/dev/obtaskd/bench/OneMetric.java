package dev.obtaskd.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Measures one metric in this JVM: prints its rows, and leaves its figures in a file. */
public final class OneMetric {

    private OneMetric() {}

    /** @param args name of the metric, directory to work in, file for the figures */
    public static void main(String[] args) throws Exception {
        Logger.getLogger("").setLevel(Level.WARNING);
        var figures = new ArrayList<Figure>();
        for (var figure : Bench.named(args[0]).run(new Place(Path.of(args[1])))) {
            Report.row(figure);
            figures.add(figure);
        }
        Report.json(figures, Path.of(args[2]));
        System.exit(0);
    }
}
