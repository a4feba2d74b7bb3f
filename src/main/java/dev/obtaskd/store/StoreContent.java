package dev.obtaskd.store;

/**
 * What a store that no daemon uses contains.
 *
 * @param schema version of its schema
 * @param unfinished tasks that are not terminal
 */
public record StoreContent(int schema, long tasks, long unfinished) {}
