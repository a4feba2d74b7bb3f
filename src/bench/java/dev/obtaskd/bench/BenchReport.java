package dev.obtaskd.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints the results as a table, and stores them as JSON. */
final class BenchReport {

    private static final String ROW = "%-44s %10s %10s %8s  %-15s %-6s %-9s %s%n";

    private BenchReport() {}

    static void head() {
        System.out.printf(ROW, "metric", "ours", "peer", "ratio", "goal", "met", "unit", "peer is");
    }

    static void row(Measurement figure) {
        System.out.printf(
                ROW,
                figure.metric(),
                Measurement.text(figure.ours()),
                text(figure.peer()),
                text(figure.ratio()),
                figure.goal(),
                figure.met() ? "yes" : "NO",
                figure.unit(),
                figure.peerName() == null ? "" : figure.peerName());
    }

    static void json(List<Measurement> figures, Path file) throws IOException {
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(file.toFile(), figures);
    }

    /** Reads what {@link #json} wrote. */
    static List<Measurement> read(Path file) throws IOException {
        return List.of(new ObjectMapper().readValue(file.toFile(), Measurement[].class));
    }

    private static String text(@Nullable Double value) {
        return value == null ? "" : Measurement.text(value);
    }
}
