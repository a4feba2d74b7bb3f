package dev.obtaskd.api.v2.wire;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the claims that are held, oldest first; {@code nextCursor} is null on the last page.
 */
@RegisterForReflection
public record LockList(List<LockView> items, @Nullable String nextCursor) {}
