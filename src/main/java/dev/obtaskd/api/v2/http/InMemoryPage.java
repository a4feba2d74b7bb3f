package dev.obtaskd.api.v2.http;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list that is short enough to be built in memory. Items that are added or removed
 * between two pages neither hide nor repeat others.
 *
 * @param nextCursor null on the last page
 */
public record InMemoryPage<T>(List<T> items, @Nullable String nextCursor) {

    /**
     * The page that {@code limit} and {@code cursor} select.
     *
     * @param list name of the list; cursors of other lists are refused
     * @param key unique; sorts the items
     * @throws ProblemException {@code limit.invalid} or {@code cursor.invalid}
     */
    public static <T> InMemoryPage<T> of(
            QueryValues query, String list, List<T> all, Function<T, String> key) {
        var limit = query.get(PageParameters.PAGE.limit);
        var after =
                query.find(PageParameters.PAGE.cursor)
                        .map(written -> PageCursor.parse(written, list).position())
                        .orElse("");
        var rest =
                all.stream()
                        .filter(item -> key.apply(item).compareTo(after) > 0)
                        .sorted(Comparator.comparing(key))
                        .limit(limit + 1L)
                        .toList();
        return rest.size() <= limit
                ? new InMemoryPage<>(rest, null)
                : new InMemoryPage<>(
                        rest.subList(0, limit),
                        new PageCursor(list, key.apply(rest.get(limit - 1)), 0).toString());
    }
}
