package dev.obtaskd.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the audit, newest first.
 *
 * @param next entries of the next page have lower ids than this; null on the last page
 */
public record AuditPage(List<AuditEntry> items, @Nullable Long next) {}
