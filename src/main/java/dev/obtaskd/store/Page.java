package dev.obtaskd.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param <T> the items
 * @param <C> the position in the list
 * @param next where the next page starts; null on the last page
 */
public record Page<T, C>(List<T> items, @Nullable C next) {}
