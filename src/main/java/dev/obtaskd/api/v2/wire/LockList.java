package dev.obtaskd.api.v2.lock;

import dev.obtaskd.api.v2.wire.LockView;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of the holds, the oldest first; {@code nextCursor} is null at its end. */
@RegisterForReflection
public record LockList(List<LockView> items, @Nullable String nextCursor) {}
