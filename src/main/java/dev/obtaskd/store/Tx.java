package dev.obtaskd.store;

import dev.obtaskd.exclusion.Claim;
import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.task.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a {@link Unit} can do. Only for the writing thread, and only while the unit runs. Instants are
 * kept to the microsecond.
 */
public final class Tx {

    private final Desk desk;
    private final Gate gate;
    private final List<Runnable> afterCommit = new ArrayList<>();
    private final List<Runnable> afterRollback = new ArrayList<>();
    private boolean wrote;
    private boolean movedTask;

    Tx(Desk desk, Gate gate) {
        this.desk = desk;
        this.gate = gate;
    }

    /** A new row id, from 1; one that a failed unit took is never given again within its transaction. */
    public long nextId() {
        wrote = true;
        return gate.nextId();
    }

    /** Stores a new task with all its sub tasks. */
    public void insert(Task task) {
        wrote = true;
        movedTask = true;
        var origin = task.origin();
        if (desk.documents().known(origin.sha256()) == null) {
            desk.tasks().insertDocument(origin.sha256(), origin.document());
            afterCommit(() -> desk.documents().remember(origin.sha256(), origin.document()));
        }
        desk.tasks().insert(task);
    }

    /**
     * Stores a change, if the task and each changed sub task are still as they were before it.
     *
     * @param after has the next version, and so has each sub task that differs
     * @throws RaceLost if somebody else changed it meanwhile
     */
    public void update(Task before, Task after) {
        wrote = true;
        movedTask = true;
        desk.tasks().update(before, after);
    }

    /** The task as it is in this transaction. */
    public Optional<Task> task(long id) {
        return desk.reader().tasks(List.of(id)).stream().findFirst();
    }

    /** The task a sub task belongs to. */
    public OptionalLong taskOf(long subTaskId) {
        return desk.rows().subTask(subTaskId).stream().mapToLong(row -> row.taskId).findFirst();
    }

    /** All tasks that are not terminal, by id. */
    public List<Task> unfinished() {
        return desk.reader().tasksIn(TaskStateNames.UNFINISHED);
    }

    /** All holds, the oldest first; locks the gate, so that a decision from them stays true. */
    public List<Hold> holds() {
        gate.lock();
        return desk.holds().all();
    }

    /** Stores that a claim is taken, after the caller has decided that it may be. */
    public void take(Hold hold) {
        wrote = true;
        gate.lock();
        desk.holds().take(hold);
    }

    /** Gives back what a task holds, and nothing else; false if it held nothing. */
    public boolean release(long taskId) {
        wrote = true;
        return desk.holds().release(taskId);
    }

    /** The last other task that took a claim in conflict with this one after an instant. */
    public OptionalLong usedSince(Claim claim, Instant since, long exceptTaskId) {
        gate.lock();
        return desk.holds().usedSince(claim, since, exceptTaskId);
    }

    /** Stores who did what, together with what it describes. */
    public void audit(AuditEntry entry) {
        wrote = true;
        desk.audits().insert(entry);
    }

    /** The answer an earlier request of this user with this key got. */
    public Optional<StoredAnswer> answer(String user, String key) {
        return desk.answers().find(user, key);
    }

    /** Stores an answer, to be given to a repeated request. */
    public void remember(StoredAnswer answer) {
        wrote = true;
        desk.answers().insert(answer);
    }

    /** Deletes up to {@code limit} answers given before an instant; returns how many. */
    public int forgetAnswers(Instant before, int limit) {
        wrote = true;
        return desk.answers().deleteBefore(before, limit);
    }

    /** Deletes up to {@code limit} terminal tasks that ended before an instant, the oldest first. */
    public List<Retired> deleteFinished(Instant endedBefore, int limit) {
        wrote = true;
        return desk.retirement().deleteFinished(endedBefore, limit);
    }

    /** Writes what is there already: a transaction with this in it shows that the store can be written. */
    public void touch() {
        wrote = true;
        desk.sql().update("update gate set next_id = next_id where id = 1");
    }

    /** Runs on the writing thread when the change is durable, before the caller gets its answer. */
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    /** Runs on the writing thread, the last one first, when the unit or its whole batch was undone. */
    public void afterRollback(Runnable action) {
        afterRollback.add(action);
    }

    boolean wrote() {
        return wrote;
    }

    boolean movedTask() {
        return movedTask;
    }

    List<Runnable> afterCommitActions() {
        return afterCommit;
    }

    List<Runnable> afterRollbackActions() {
        return afterRollback.reversed();
    }
}
