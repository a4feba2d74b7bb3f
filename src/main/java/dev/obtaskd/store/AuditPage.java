package dev.obtaskd.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the audit, the newest first; {@code next} is the id to go on below, null at the end.
 */
public record AuditPage(List<AuditEntry> items, @Nullable Long next) {}
