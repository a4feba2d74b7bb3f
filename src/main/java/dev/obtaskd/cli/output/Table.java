package dev.obtaskd.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Rows whose columns are aligned by the width of their text on a terminal. */
public final class Table {

    private static final String GAP = "   ";

    private final List<String> titles;
    private final List<List<Cell>> rows = new ArrayList<>();

    public Table(List<String> titles) {
        this.titles = List.copyOf(titles);
    }

    /** Adds a row with a cell for each title. */
    public void add(List<Cell> row) {
        rows.add(List.copyOf(row));
    }

    /**
     * The lines of the table.
     *
     * @param heading whether the first line has the titles
     * @param colour whether cells have their attributes
     */
    public List<String> lines(boolean heading, boolean colour) {
        var first = titles.stream().map(title -> new Cell(title, Style.BOLD)).toList();
        var shown = heading ? Stream.concat(Stream.of(first), rows.stream()).toList() : rows;
        var widths = new int[titles.size()];
        for (var row : shown) {
            for (var i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], DisplayWidth.of(row.get(i).text()));
            }
        }
        return shown.stream().map(row -> line(row, widths, colour)).toList();
    }

    private static String line(List<Cell> row, int[] widths, boolean colour) {
        var line = new StringBuilder();
        for (var i = 0; i < widths.length; i++) {
            var cell = row.get(i);
            line.append(colour ? cell.style().apply(cell.text()) : cell.text());
            if (i < widths.length - 1) {
                line.append(" ".repeat(widths[i] - DisplayWidth.of(cell.text()))).append(GAP);
            }
        }
        return line.toString();
    }
}
