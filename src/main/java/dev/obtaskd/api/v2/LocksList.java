package dev.obtaskd.api.v2;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of the holds, the oldest first; {@code nextCursor} is null at its end. */
@RegisterForReflection
public record LocksList(List<HoldView> items, @Nullable String nextCursor) {}
