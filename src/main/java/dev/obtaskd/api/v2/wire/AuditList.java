package dev.obtaskd.api.v2.wire;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of the audit, newest first; {@code nextCursor} is null on the last page. */
@RegisterForReflection
public record AuditList(List<AuditView> items, @Nullable String nextCursor) {}
