package dev.obtaskd.api.obshell;

import dev.obtaskd.api.obshell.mapping.DagStateMapper;
import dev.obtaskd.api.obshell.mapping.ObshellErrorCode;
import dev.obtaskd.api.obshell.mapping.ObshellException;
import dev.obtaskd.exclusion.Claim;
import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.task.Task;
import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Errors for a claim that cannot be taken: obshell's codes, with the task that holds the claim. */
final class ConflictText {
    private static final Messages MESSAGES = Messages.of("obshell");

    private static final LocalizedText CLUSTER = MESSAGES.text("claim.cluster");

    private ConflictText() {}

    /**
     * The claim is held by another task.
     *
     * @param holder null only if it ended in between
     * @param ids formats the id of a task
     */
    static ObshellException held(Hold by, @Nullable Task holder, Function<Task, String> ids) {
        return holder == null
                ? new ObshellException(ObshellErrorCode.NO_ROW_AFFECTED)
                : held(by.claim(), holder, ids);
    }

    /**
     * The task released its claim, and another task has used it since. While that task holds it,
     * the error is the same as for any held claim.
     *
     * @param newer the other task; null only if it is deleted
     * @param ids formats the id of a task
     */
    static ObshellException expired(
            @Nullable Task newer, Task current, Function<Task, String> ids) {
        return newer != null && newer.claimHeld()
                ? held(newer.origin().claim(), newer, ids)
                : new ObshellException(
                        ObshellErrorCode.TASK_EXPIRED,
                        lock(current.origin().claim()),
                        newer == null ? "-" : ids.apply(newer),
                        ids.apply(current),
                        current.origin().name());
    }

    private static ObshellException held(Claim claim, Task holder, Function<Task, String> ids) {
        var code =
                switch (claim.type()) {
                    case TENANT -> ObshellErrorCode.TENANT_UNDER_MAINTENANCE;
                    case OBPROXY -> ObshellErrorCode.AGENT_UNDER_MAINTENANCE;
                    case GLOBAL, NONE ->
                            claim.agent() == null
                                    ? ObshellErrorCode.CLUSTER_UNDER_MAINTENANCE
                                    : ObshellErrorCode.AGENT_UNDER_MAINTENANCE;
                };
        return new ObshellException(
                code,
                lock(claim),
                ids.apply(holder),
                holder.origin().name(),
                DagStateMapper.of(holder).state());
    }

    private static Object lock(Claim claim) {
        return claim.key() != null ? claim.key() : claim.agent() != null ? claim.agent() : CLUSTER;
    }
}
