package dev.obtaskd.store;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of a sub task in their one column: null if there are none, an object if there is only an output, else an
 * array of the output and of what its runs wrote, which is one object if both are the same. H2 copies a table to add a
 * column, and leaves the copy where that is cut short.
 *
 * @param output for others
 * @param byRuns for its own rollback
 */
record Written(Map<String, String> output, Map<String, String> byRuns) {

    static Written of(@Nullable String column) {
        if (column == null) {
            return new Written(Map.of(), Map.of());
        }
        var maps = Json.maps(column);
        // What an earlier version of the daemon stored is an object.
        return new Written(maps.getFirst(), column.startsWith("[") ? maps.getLast() : Map.of());
    }

    @Nullable String column() {
        if (byRuns.isEmpty()) {
            return output.isEmpty() ? null : Json.map(output);
        }
        return Json.maps(output.equals(byRuns) ? List.of(output) : List.of(output, byRuns));
    }
}
