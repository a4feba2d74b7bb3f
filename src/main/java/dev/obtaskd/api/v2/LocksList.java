package dev.obtaskd.api.v2;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All holds; {@code nextCursor} is always null. */
@RegisterForReflection
public record LocksList(List<HoldView> items, @Nullable String nextCursor) {}
