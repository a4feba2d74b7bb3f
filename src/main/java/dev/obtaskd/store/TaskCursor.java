package dev.obtaskd.store;

import org.jspecify.annotations.Nullable;

/**
 * The position at which the next page of a list starts.
 *
 * @param value of the sorted field in the last task of the page: microseconds or a name; null if it
 *     has none
 * @param id row id of that task
 */
public record TaskCursor(@Nullable String value, long id) {}
