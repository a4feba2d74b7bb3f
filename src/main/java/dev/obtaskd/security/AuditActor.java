package dev.obtaskd.security;

import dev.obtaskd.task.TaskDefinition;
import org.jspecify.annotations.Nullable;

/**
 * The caller of a log-in or of a change of accounts, as the audit records it.
 *
 * @param name of the account, or the name that failed to log in
 * @param role of the account; null if it is not known
 * @param address of the client; null for the local socket
 */
public record AuditActor(
        String name,
        @Nullable String role,
        TaskDefinition.Source source,
        @Nullable String address) {}
