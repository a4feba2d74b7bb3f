package dev.obtaskd.store;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** A task by its row id, as it was at one of its changes. */
@RegisterForReflection // Hibernate makes it from the rows of a query
public record TaskVersion(long id, long version) {}
