package dev.obtaskd.api.v2.wire;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of the causes by kind and key; {@code nextCursor} is null on the last page. */
@RegisterForReflection
public record CauseList(List<CauseView> items, @Nullable String nextCursor) {}
