package dev.obtaskd.api.v2.audit;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of the audit, the newest first; {@code nextCursor} is null at its end. */
@RegisterForReflection
public record AuditList(List<AuditView> items, @Nullable String nextCursor) {}
