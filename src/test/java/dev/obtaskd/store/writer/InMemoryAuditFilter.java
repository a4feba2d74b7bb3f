package dev.obtaskd.store.writer;

import dev.obtaskd.store.AuditEntry;
import dev.obtaskd.store.AuditFilter;

/** Whether a filter selects an audit entry. */
final class InMemoryAuditFilter {

    private InMemoryAuditFilter() {}

    static boolean matches(AuditFilter filter, AuditEntry entry) {
        return equal(filter.actor(), entry.actor())
                && action(filter.action(), entry.action())
                && equal(filter.result(), entry.result())
                && equal(filter.source(), entry.source())
                && equal(filter.address(), entry.address())
                && equal(filter.objectType(), entry.objectType())
                && equal(filter.objectId(), entry.objectId())
                && equal(filter.taskId(), entry.taskId())
                && (filter.from() == null || !entry.at().isBefore(filter.from()))
                && (filter.to() == null || entry.at().isBefore(filter.to()))
                && !(filter.ofTasks() && entry.taskId() == null);
    }

    private static boolean equal(Object wanted, Object actual) {
        return wanted == null || wanted.equals(actual);
    }

    private static boolean action(String wanted, String actual) {
        return equal(wanted, actual) || actual.startsWith(wanted + " ");
    }
}
