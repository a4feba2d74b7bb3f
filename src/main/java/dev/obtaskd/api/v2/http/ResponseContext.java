package dev.obtaskd.api.v2.http;

import dev.obtaskd.api.v2.wire.AllowedOperationView;
import dev.obtaskd.api.v2.wire.TaskView.TargetView;
import dev.obtaskd.id.AgentAddress;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.security.Permission;
import dev.obtaskd.security.UserRole;
import dev.obtaskd.store.SearchText;
import dev.obtaskd.task.AllowedOperation;
import dev.obtaskd.task.GenericId;
import dev.obtaskd.task.GenericIds;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskDefinition.Target;
import dev.obtaskd.task.WaitReason;
import dev.obtaskd.text.Language;
import dev.obtaskd.text.Messages;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a request that determine the form of its response.
 *
 * @param audience language of its texts, and role of the caller
 * @param now for durations that have not ended
 * @param self the agent that owns the local tasks
 * @param own whether an address is or was that of this agent
 * @param targets the wire format of targets
 * @param lastOperations when a user last operated the tasks of the response, for the begin of waits
 */
public record ResponseContext(
        Audience audience,
        Instant now,
        AgentAddress self,
        Predicate<AgentAddress> own,
        Function<Target, TargetView> targets,
        Map<TaskId, Instant> lastOperations) {

    private static final Messages MESSAGES = Messages.of("api");

    /** Without operations of users. */
    public ResponseContext(
            Audience audience,
            Instant now,
            AgentAddress self,
            Predicate<AgentAddress> own,
            Function<Target, TargetView> targets) {
        this(audience, now, self, own, targets, Map.of());
    }

    /**
     * For an administrator, an agent that was never known under another address, and targets
     * without links.
     */
    public ResponseContext(Language language, Instant now, AgentAddress self) {
        this(
                new Audience(language, UserRole.ADMIN),
                now,
                self,
                self::equals,
                target -> new TargetView(target.type(), target.name(), null, null, false));
    }

    /** Of its texts. */
    public Language language() {
        return audience.language();
    }

    /** A target in the wire format; null if there is none. */
    @Nullable
    public TargetView target(@Nullable Target target) {
        return target == null ? null : targets.apply(target);
    }

    /** The public id of a task or of one of its sub tasks. */
    public String id(Task task, long row) {
        return GenericIds.of(task, row, self).toString();
    }

    /** The context of a response about tasks that users have operated. */
    public ResponseContext with(Map<TaskId, Instant> operations) {
        return new ResponseContext(audience, now, self, own, targets, operations);
    }

    /** Since when a task, or a sub task of it, waits. */
    public Instant since(Task task, WaitReason wait) {
        return wait.sinceOperation(lastOperations.get(task.id()));
    }

    /** The search for a text in names and in ids, as they are written in responses. */
    public SearchText search(String part) {
        return new SearchText(part, "1", beforeRow(true), beforeRow(false));
    }

    private String beforeRow(boolean obproxy) {
        var id = new GenericId(self, obproxy, 0).toString();
        return id.substring(0, id.length() - 1);
    }

    /** Milliseconds from start to end, or to now; null if it has not started. */
    @Nullable
    public Long durationMs(@Nullable Instant startedAt, @Nullable Instant endedAt) {
        if (startedAt == null) {
            return null;
        }
        // The task may have started after the request arrived.
        return Math.max(0, Duration.between(startedAt, endedAt == null ? now : endedAt).toMillis());
    }

    /** Whether the caller may operate tasks at all. */
    public boolean mayOperate() {
        return Permission.OPERATE.heldBy(audience.role());
    }

    /** Whether the caller may apply each operation on a task or sub task now. */
    public List<AllowedOperationView> operations(List<AllowedOperation> operations) {
        return operations.stream().map(this::operation).toList();
    }

    /** Whether the caller may apply an operation on a task or sub task now. */
    public AllowedOperationView operation(AllowedOperation operation) {
        return operation(operation, Permission.OPERATE);
    }

    /** Whether the caller may release a claim now. */
    public AllowedOperationView release(AllowedOperation operation) {
        return operation(operation, Permission.RELEASE);
    }

    /** A missing role is the reason even if the state does not allow the operation either. */
    private AllowedOperationView operation(AllowedOperation operation, Permission needed) {
        if (!needed.heldBy(audience.role())) {
            return new AllowedOperationView(
                    operation.op(),
                    false,
                    ErrorCode.AUTH_FORBIDDEN.word(),
                    language().say(MESSAGES.text("operation.role." + needed.role())));
        }
        var reason = operation.reason();
        return new AllowedOperationView(
                operation.op(),
                operation.allowed(),
                operation.reasonCode(),
                reason == null ? null : language().say(reason));
    }
}
