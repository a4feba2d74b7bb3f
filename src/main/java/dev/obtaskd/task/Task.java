package dev.obtaskd.task;

import dev.obtaskd.id.AttemptKey;
import dev.obtaskd.id.SubTaskId;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.task.ClaimStatus.ClaimRelease;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One durable run of an operation: everything the rules of movement look at. Immutable; a change is
 * a new value.
 *
 * @param origin what was fixed when it was submitted
 * @param graph its steps
 * @param subTasks one for each step and host, in the order of the steps' definition
 * @param terminating a person asked for the whole task to stop and something is still active
 * @param abandoned a person gave it up
 * @param lifetime from the start of its first attempt to the instant at which it last became
 *     terminal or failed
 * @param version counts its changes, those of its sub tasks included
 * @param paramsRevisions the changes of its parameters, the oldest first
 */
public record Task(
        TaskDefinition origin,
        TaskGraph graph,
        List<SubTask> subTasks,
        Direction direction,
        boolean terminating,
        boolean abandoned,
        ClaimStatus claimStatus,
        Lifetime lifetime,
        long version,
        List<ParamsRevision> paramsRevisions) {

    public Task {
        subTasks = List.copyOf(subTasks);
        paramsRevisions = List.copyOf(paramsRevisions);
    }

    /** A task whose parameters were not changed. */
    public Task(
            TaskDefinition origin,
            TaskGraph graph,
            List<SubTask> subTasks,
            Direction direction,
            boolean terminating,
            boolean abandoned,
            ClaimStatus claimStatus,
            Lifetime lifetime,
            long version) {
        this(
                origin,
                graph,
                subTasks,
                direction,
                terminating,
                abandoned,
                claimStatus,
                lifetime,
                version,
                List.of());
    }

    /** Names it on this host. */
    public TaskId id() {
        return origin.id();
    }

    public boolean claimHeld() {
        return claimStatus.held();
    }

    public @Nullable Instant claimReleasedAt() {
        return claimStatus.releasedAt();
    }

    /** The release of its claim by an administrator; null if it was not, or has taken it back. */
    public @Nullable ClaimRelease claimRelease() {
        return claimStatus.release();
    }

    public @Nullable Instant startedAt() {
        return lifetime.startedAt();
    }

    public @Nullable Instant endedAt() {
        return lifetime.endedAt();
    }

    /** The state, computed; what the store keeps of it is a copy for queries. */
    public TaskState state() {
        return TaskStateRules.of(this);
    }

    /**
     * @throws IllegalArgumentException if the task has no such sub task
     */
    public SubTask subTask(long subTaskId) {
        return subTasks.stream()
                .filter(subTask -> subTask.id() == subTaskId)
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "no sub task " + subTaskId + " in task " + id()));
    }

    /**
     * The sub task with an id.
     *
     * @throws IllegalArgumentException if the task has no such sub task
     */
    public SubTask subTask(SubTaskId id) {
        if (id.scope() != id().scope()) {
            throw new IllegalArgumentException("no sub task " + id + " in task " + id());
        }
        return subTask(id.number());
    }

    /** Names one of its sub tasks on this host. */
    public SubTaskId idOf(SubTask subTask) {
        return id().subTask(subTask.id());
    }

    /** Names the latest attempt of one of its sub tasks. */
    public AttemptKey attemptOf(SubTask subTask) {
        return new AttemptKey(idOf(subTask), subTask.attemptNo());
    }

    /** Number of the newest revision of its parameters, from 1. */
    public int paramsRevision() {
        return paramsRevisions.isEmpty() ? 1 : paramsRevisions.getLast().number();
    }

    /** The newest parameters, a JSON object. */
    public String params() {
        return params(paramsRevision());
    }

    /** The parameters of a revision, a JSON object. */
    public String params(int revision) {
        return paramsRevisions.stream()
                .filter(changed -> changed.number() == revision)
                .map(ParamsRevision::params)
                .findFirst()
                .orElse(origin.params());
    }

    /** The sub tasks of one step. */
    public List<SubTask> subTasksOf(String stepId) {
        return subTasks.stream().filter(subTask -> subTask.stepId().equals(stepId)).toList();
    }

    /** The step of a sub task. */
    public TaskStep stepOf(SubTask subTask) {
        return graph.step(subTask.stepId());
    }

    /** Whether anything may still move by itself. */
    public boolean active() {
        return subTasks.stream().anyMatch(subTask -> subTask.state().active());
    }

    /**
     * Whether it must own its claim in the state it is in: until it is terminal, except while it is
     * failed, if the operation says {@code releaseOnFailure} or an administrator has released it.
     */
    public boolean wantsClaim() {
        var state = state();
        var released = origin.releaseOnFailure() || claimStatus.release() != null;
        return origin.claim().excludes() && !state.terminal() && !(released && state.failed());
    }

    private Task copy(
            List<SubTask> subTasks,
            Direction direction,
            boolean terminating,
            boolean abandoned,
            ClaimStatus claimStatus,
            Lifetime lifetime,
            List<ParamsRevision> paramsRevisions) {
        return new Task(
                origin,
                graph,
                subTasks,
                direction,
                terminating,
                abandoned,
                claimStatus,
                lifetime,
                version,
                paramsRevisions);
    }

    Task withSubTask(SubTask changed) {
        return map(subTask -> subTask.id() == changed.id() ? changed : subTask);
    }

    /** The task with every sub task changed; the same value if nothing changed. */
    Task map(UnaryOperator<SubTask> change) {
        var changed = subTasks.stream().map(change).toList();
        for (int i = 0; i < changed.size(); i++) {
            if (changed.get(i) != subTasks.get(i)) {
                return copy(
                        changed,
                        direction,
                        terminating,
                        abandoned,
                        claimStatus,
                        lifetime,
                        paramsRevisions);
            }
        }
        return this;
    }

    Task withDirection(Direction direction, boolean terminating) {
        return copy(
                subTasks,
                direction,
                terminating,
                abandoned,
                claimStatus,
                lifetime,
                paramsRevisions);
    }

    Task withAbandoned() {
        return copy(subTasks, direction, terminating, true, claimStatus, lifetime, paramsRevisions);
    }

    Task withLifetime(Lifetime lifetime) {
        return copy(
                subTasks,
                direction,
                terminating,
                abandoned,
                claimStatus,
                lifetime,
                paramsRevisions);
    }

    /** The task after its claim was taken or given back at an instant. */
    public Task withClaim(boolean held, Instant at) {
        return withClaim(claimStatus.next(held, state().terminal(), at));
    }

    /** The task after an administrator released its claim. */
    Task withClaimRelease(ClaimRelease release) {
        return withClaim(new ClaimStatus(claimStatus.held(), claimStatus.releasedAt(), release));
    }

    /**
     * The task after a change of its parameters. Runs that start from now on use them; a rollback
     * uses those of the run that it undoes.
     */
    public Task withParams(String params, String by, @Nullable String reason, Instant at) {
        var revisions = new ArrayList<>(paramsRevisions);
        revisions.add(new ParamsRevision(paramsRevision() + 1, params, by, at, reason));
        return copy(subTasks, direction, terminating, abandoned, claimStatus, lifetime, revisions);
    }

    private Task withClaim(ClaimStatus claimStatus) {
        return copy(
                subTasks,
                direction,
                terminating,
                abandoned,
                claimStatus,
                lifetime,
                paramsRevisions);
    }

    /**
     * The task as the store will have it: its version, and that of every sub task that differs from
     * what is stored now, one higher.
     */
    public Task withVersionOf(Task stored) {
        var stamped =
                map(
                        subTask ->
                                subTask.equals(stored.subTask(subTask.id()))
                                        ? subTask
                                        : subTask.withNextVersion());
        return new Task(
                origin,
                graph,
                stamped.subTasks,
                direction,
                terminating,
                abandoned,
                claimStatus,
                lifetime,
                stored.version + 1,
                paramsRevisions);
    }

    /** Why it is failed: the cause of the first sub task that is; null unless one is. */
    public @Nullable FailureCause cause() {
        if (!state().failed()) {
            return null;
        }
        return ProgressFocus.of(this).map(SubTask::cause).orElse(null);
    }

    /** How many sub tasks are done: on the way back, how many have nothing left to undo. */
    public int doneCount() {
        return (int)
                subTasks.stream()
                        .filter(
                                subTask ->
                                        direction == Direction.FORWARD
                                                ? subTask.state().done()
                                                : !subTask.toUndo())
                        .count();
    }
}
