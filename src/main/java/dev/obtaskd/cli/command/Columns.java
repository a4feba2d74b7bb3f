package dev.obtaskd.cli.command;

import dev.obtaskd.cli.output.Cell;
import dev.obtaskd.text.LocalizedText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The columns of a table of items. */
public final class Columns<T> {

    private final List<LocalizedText> titles = new ArrayList<>();
    private final List<Function<T, Cell>> cells = new ArrayList<>();

    /** Adds a column with the text of a value. */
    public Columns<T> with(LocalizedText title, Function<T, ?> value) {
        return withCell(title, item -> Cell.of(value.apply(item)));
    }

    /** Adds a column. */
    public Columns<T> withCell(LocalizedText title, Function<T, Cell> cell) {
        titles.add(title);
        cells.add(cell);
        return this;
    }

    List<LocalizedText> titles() {
        return titles;
    }

    List<Cell> cells(T item) {
        return cells.stream().map(cell -> cell.apply(item)).toList();
    }
}
