package dev.obtaskd.api.v2.operation;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of the catalogue, by name; {@code nextCursor} is null at its end. */
@RegisterForReflection
public record OperationList(List<OperationView> items, @Nullable String nextCursor) {}
