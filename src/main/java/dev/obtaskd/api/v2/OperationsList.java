package dev.obtaskd.api.v2;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The catalogue by name; {@code nextCursor} is always null. */
@RegisterForReflection
public record OperationsList(List<OperationsEntry> items, @Nullable String nextCursor) {}
