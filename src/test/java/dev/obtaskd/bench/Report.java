package dev.obtaskd.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Figures as a table for people and as JSON for programs. */
final class Report {

    private static final String ROW = "%-44s %10s %10s %8s  %-15s %-6s %-9s %s%n";

    private Report() {}

    static void head() {
        System.out.printf(ROW, "metric", "ours", "peer", "ratio", "goal", "met", "unit", "peer is");
    }

    static void row(Figure figure) {
        System.out.printf(ROW, figure.metric(), Figure.text(figure.ours()), text(figure.peer()), text(figure.ratio()),
                figure.goal(), figure.met() ? "yes" : "NO", figure.unit(), figure.peerName() == null ? "" : figure.peerName());
    }

    static void json(List<Figure> figures, Path file) throws IOException {
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), figures);
    }

    /** What {@link #json} wrote. */
    static List<Figure> read(Path file) throws IOException {
        return List.of(new ObjectMapper().readValue(file.toFile(), Figure[].class));
    }

    private static String text(@Nullable Double value) {
        return value == null ? "" : Figure.text(value);
    }
}
