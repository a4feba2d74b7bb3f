package dev.obtaskd.store;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** A version of a task. */
@RegisterForReflection // Hibernate instantiates it from the rows of a query
public record TaskVersion(long id, long version) {}
