package dev.obtaskd.api.v2.http;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list that is short enough to be made whole first. What came and went since the page
 * before neither hides nor repeats anything else.
 *
 * @param nextCursor null at the end
 */
public record InMemoryPage<T>(List<T> items, @Nullable String nextCursor) {

    /**
     * The part that a request asks for by {@code limit} and {@code cursor}.
     *
     * @param list what the list is called, so that no cursor of another one fits
     * @param key orders the items, and is unique
     * @throws ProblemException {@code limit.invalid} or {@code cursor.invalid}
     */
    public static <T> InMemoryPage<T> of(
            QueryParams query, String list, List<T> all, Function<T, String> key) {
        var limit = query.limit(QueryParams.STANDARD, QueryParams.MOST);
        var after =
                query.text("cursor")
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
