package dev.obtaskd.task;

import java.time.Instant;
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
 * @param claimHeld whether it owns the hold of its claim now
 * @param claimReleasedAt when it last gave its claim back without being terminal; null if never
 * @param startedAt when its first attempt started
 * @param endedAt when it last came to rest (terminal or failed); null while it can move by itself
 * @param version counts its changes, those of its sub tasks included
 */
public record Task(
        Origin origin,
        Graph graph,
        List<SubTask> subTasks,
        Direction direction,
        boolean terminating,
        boolean abandoned,
        boolean claimHeld,
        @Nullable Instant claimReleasedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        long version) {

    public Task {
        subTasks = List.copyOf(subTasks);
    }

    /** The row id. */
    public long id() {
        return origin.id();
    }

    /** The state, computed; what the store keeps of it is a copy for queries. */
    public TaskState state() {
        return TaskStates.of(this);
    }

    /** @throws IllegalArgumentException if the task has no such sub task */
    public SubTask subTask(long subTaskId) {
        return subTasks.stream()
                .filter(subTask -> subTask.id() == subTaskId)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no sub task " + subTaskId + " in task " + id()));
    }

    /** The sub tasks of one step. */
    public List<SubTask> of(String stepId) {
        return subTasks.stream().filter(subTask -> subTask.stepId().equals(stepId)).toList();
    }

    /** The step of a sub task. */
    public Step stepOf(SubTask subTask) {
        return graph.step(subTask.stepId());
    }

    /** Whether anything may still move by itself. */
    public boolean active() {
        return subTasks.stream().anyMatch(subTask -> subTask.state().active());
    }

    /**
     * Whether it must own its claim in the state it is in: until it is terminal or, with
     * {@code releaseOnFailure}, except while it is failed.
     */
    public boolean wantsClaim() {
        var state = state();
        return origin.claim().excludes() && !state.terminal() && !(origin.releaseOnFailure() && state.failed());
    }

    Task with(SubTask changed) {
        return map(subTask -> subTask.id() == changed.id() ? changed : subTask);
    }

    Task map(UnaryOperator<SubTask> change) {
        return new Task(origin, graph, subTasks.stream().map(change).toList(), direction, terminating, abandoned,
                claimHeld, claimReleasedAt, startedAt, endedAt, version);
    }

    Task heading(Direction direction, boolean terminating) {
        return new Task(origin, graph, subTasks, direction, terminating, abandoned, claimHeld, claimReleasedAt,
                startedAt, endedAt, version);
    }

    Task givenUp() {
        return new Task(origin, graph, subTasks, direction, terminating, true, claimHeld, claimReleasedAt, startedAt,
                endedAt, version);
    }

    Task timed(@Nullable Instant startedAt, @Nullable Instant endedAt) {
        return new Task(origin, graph, subTasks, direction, terminating, abandoned, claimHeld, claimReleasedAt,
                startedAt, endedAt, version);
    }

    /** The task after its claim was taken or given back at an instant. */
    public Task holding(boolean held, Instant at) {
        var releasedAt = held || state().terminal() ? claimReleasedAt : at;
        return new Task(origin, graph, subTasks, direction, terminating, abandoned, held, releasedAt, startedAt,
                endedAt, version);
    }

    /** The task as it is after one more change was stored. */
    public Task versioned() {
        return new Task(origin, graph, subTasks, direction, terminating, abandoned, claimHeld, claimReleasedAt,
                startedAt, endedAt, version + 1);
    }
}
