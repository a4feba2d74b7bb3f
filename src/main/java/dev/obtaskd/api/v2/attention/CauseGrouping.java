package dev.obtaskd.api.v2.attention;

import dev.obtaskd.exclusion.ExclusionRules;
import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.exclusion.MaintenanceType;
import dev.obtaskd.exclusion.TaskScope;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.task.ProgressFocus;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.SubTaskState;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.WaitCause;
import dev.obtaskd.task.WaitReason;
import dev.obtaskd.task.WaitReasons;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Groups the tasks that need a user by cause. A task is in one cause, the first of these that
 * applies:
 *
 * <ol>
 *   <li>a claim whose owner has failed, or that refuses submits or delays tasks: its owner and the
 *       delayed tasks
 *   <li>an agent for which a sub task waits
 *   <li>a failed step
 *   <li>a wait beyond half of its limit, or beyond 30 minutes. A wait for an automatic retry has no
 *       limit: its end is when the task goes on
 * </ol>
 *
 * Pure.
 */
final class CauseGrouping {

    /** A wait that is longer needs a user, whatever its limit. */
    static final Duration LONG_WAIT = Duration.ofMinutes(30);

    private final UnfinishedTasks all;
    private final Function<Task, String> errors;
    private final Map<TaskId, Hold> delayedBy = new HashMap<>();
    private final Set<TaskId> delaying;
    private final Map<TaskId, Hold> owned;

    private record Member(Task task, CauseSubject subject, Instant since) {}

    private CauseGrouping(UnfinishedTasks all, Function<Task, String> errors) {
        this.all = all;
        this.errors = errors;
        var known = all.tasks().stream().map(Task::id).collect(Collectors.toSet());
        this.owned =
                all.holds().stream()
                        .filter(hold -> known.contains(hold.taskId()))
                        .collect(
                                Collectors.toMap(
                                        Hold::taskId, Function.identity(), (one, other) -> one));
        for (var task : all.tasks()) {
            delaying(task).ifPresent(hold -> delayedBy.put(task.id(), hold));
        }
        this.delaying = delayedBy.values().stream().map(Hold::taskId).collect(Collectors.toSet());
    }

    /**
     * The causes.
     *
     * @param errors the first error line of a failed task
     */
    static List<Cause> of(UnfinishedTasks all, Function<Task, String> errors) {
        return new CauseGrouping(all, errors).causes();
    }

    private List<Cause> causes() {
        var members = new LinkedHashMap<CauseSubject, List<Member>>();
        for (var task : all.tasks()) {
            member(task)
                    .ifPresent(
                            member ->
                                    members.computeIfAbsent(
                                                    member.subject(), any -> new ArrayList<>())
                                            .add(member));
        }
        return members.entrySet().stream()
                .map(entry -> cause(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Cause cause(CauseSubject subject, List<Member> members) {
        var owner = subject instanceof CauseSubject.OfClaim(var id) ? id : null;
        var sorted =
                members.stream()
                        .sorted(
                                Comparator.comparing(
                                                (Member member) ->
                                                        !member.task().id().equals(owner))
                                        .thenComparing(Member::since)
                                        .thenComparing(member -> member.task().id()))
                        .toList();
        var since = members.stream().map(Member::since).min(Instant::compareTo).orElseThrow();
        return new Cause(
                subject,
                since,
                sorted.stream().map(Member::task).toList(),
                owner == null ? 0 : all.refusals().getOrDefault(owner, 0L));
    }

    private Optional<Member> member(Task task) {
        return ofClaim(task)
                .or(() -> ofAgent(task))
                .or(() -> ofFailure(task))
                .or(() -> ofWait(task));
    }

    private Optional<Member> ofClaim(Task task) {
        var hold = owned.get(task.id());
        if (hold != null && (task.state().failed() || excludesOthers(hold))) {
            var since = task.state().failed() ? failedAt(task) : hold.since();
            return Optional.of(new Member(task, new CauseSubject.OfClaim(task.id()), since));
        }
        var other = delayedBy.get(task.id());
        return other == null
                ? Optional.empty()
                : task.subTasks().stream()
                        .filter(subTask -> waitsFor(subTask, WaitCause.Reason.CLAIM))
                        .findFirst()
                        .flatMap(subTask -> WaitReasons.of(task, subTask, all.own()))
                        .map(
                                wait ->
                                        new Member(
                                                task,
                                                new CauseSubject.OfClaim(other.taskId()),
                                                since(task, wait)));
    }

    private boolean excludesOthers(Hold hold) {
        return all.refusals().getOrDefault(hold.taskId(), 0L) > 0
                || delaying.contains(hold.taskId());
    }

    private Optional<Member> ofAgent(Task task) {
        return task.subTasks().stream()
                .filter(this::waitsForAgent)
                .findFirst()
                .flatMap(
                        subTask ->
                                WaitReasons.of(task, subTask, all.own())
                                        .map(
                                                wait ->
                                                        new Member(
                                                                task,
                                                                new CauseSubject.OfAgent(
                                                                        subTask.host()),
                                                                since(task, wait))));
    }

    private boolean waitsForAgent(SubTask subTask) {
        return subTask.state() == SubTaskState.READY && !all.own().test(subTask.host())
                || waitsFor(subTask, WaitCause.Reason.AGENT);
    }

    private Optional<Member> ofFailure(Task task) {
        return task.state().failed()
                ? ProgressFocus.of(task)
                        .map(
                                subTask ->
                                        new Member(
                                                task,
                                                new CauseSubject.OfFailure(
                                                        task.origin().operation(),
                                                        subTask.stepId(),
                                                        ErrorPattern.of(errors.apply(task))),
                                                failedAt(task)))
                : Optional.empty();
    }

    private Optional<Member> ofWait(Task task) {
        return WaitReasons.of(task, all.own())
                .filter(wait -> tooLong(wait, since(task, wait)))
                .map(
                        wait ->
                                new Member(
                                        task,
                                        new CauseSubject.OfWait(wait.kind()),
                                        since(task, wait)));
    }

    private boolean tooLong(WaitReason wait, Instant since) {
        var waited = Duration.between(since, all.now());
        var limited = wait.until() != null && wait.kind() != WaitReason.Kind.RETRY;
        return waited.compareTo(LONG_WAIT) > 0
                || limited
                        && waited.compareTo(Duration.between(since, wait.until()).dividedBy(2)) > 0;
    }

    /** The hold that a task waits for; empty if that of no known owner excludes it. */
    private Optional<Hold> delaying(Task task) {
        return waitsForClaim(task)
                ? owned.values().stream()
                        .filter(hold -> !hold.taskId().equals(task.id()))
                        .filter(hold -> delays(hold, task))
                        .min(Comparator.comparing(Hold::since))
                : Optional.empty();
    }

    /** A cluster task can wait for a local claim on the whole host. */
    private static boolean delays(Hold hold, Task task) {
        var wanted = task.origin().claim();
        return ExclusionRules.conflict(wanted, hold.claim())
                || wanted.scope() == TaskScope.CLUSTER
                        && hold.claim().scope() == TaskScope.LOCAL
                        && hold.claim().type() == MaintenanceType.GLOBAL;
    }

    private Instant since(Task task, WaitReason wait) {
        return wait.sinceOperation(all.operations().get(task.id()));
    }

    private static Instant failedAt(Task task) {
        return task.endedAt() == null ? task.origin().createdAt() : task.endedAt();
    }

    /** Whether a sub task waits for a claim. */
    static boolean waitsForClaim(Task task) {
        return task.subTasks().stream()
                .anyMatch(subTask -> waitsFor(subTask, WaitCause.Reason.CLAIM));
    }

    private static boolean waitsFor(SubTask subTask, WaitCause.Reason reason) {
        return subTask.waiting() != null && subTask.waiting().reason() == reason;
    }
}
