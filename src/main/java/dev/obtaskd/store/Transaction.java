package dev.obtaskd.store;

import dev.obtaskd.exclusion.Claim;
import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.id.StoreScope;
import dev.obtaskd.id.SubTaskId;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.task.Task;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a {@link UnitOfWork} can do: the contract of every store. Only for the writing thread, and
 * only while the unit runs. Instants are kept to the microsecond.
 */
public interface Transaction {

    /** Which store this is; all ids that it takes and gives are of this scope. */
    StoreScope scope();

    /**
     * A new row id, from 1; one that a failed unit took is never given again within its
     * transaction.
     */
    long nextId();

    /** Stores a new task with all its sub tasks. */
    void insert(Task task);

    /**
     * Stores a change, if the task and each changed sub task are still as they were before it.
     *
     * @param after has the next version, and so has each sub task that differs
     * @throws ConcurrentUpdateException if somebody else changed it meanwhile
     */
    void update(Task before, Task after);

    /** The task as it is in this transaction; empty also for a task of another store. */
    Optional<Task> task(TaskId id);

    /** The task a sub task belongs to. */
    Optional<TaskId> taskOf(SubTaskId subTaskId);

    /** All tasks that are not terminal, by id. */
    List<Task> unfinished();

    /** All holds, the oldest first; locks the gate, so that a decision from them stays true. */
    List<Hold> holds();

    /** Stores that a claim is taken, after the caller has decided that it may be. */
    void take(Hold hold);

    /** Gives back what a task holds, and nothing else; false if it held nothing. */
    boolean release(TaskId taskId);

    /** The last other task that took a claim in conflict with this one after an instant. */
    Optional<TaskId> usedSince(Claim claim, Instant since, TaskId exceptTaskId);

    /** Stores who did what, together with what it describes. */
    void audit(AuditEntry entry);

    /** The answer an earlier request of this user with this key got. */
    Optional<StoredResponse> answer(String user, String key);

    /** Stores an answer, to be given to a repeated request. */
    void remember(StoredResponse answer);

    /** Deletes up to {@code limit} answers given before an instant; returns how many. */
    int forgetAnswers(Instant before, int limit);

    /**
     * Stores that a request is accepted.
     *
     * @param hash SHA-256 of what no other request has, lower-case hex
     * @param until when the request ends by itself
     * @return false if it was accepted before
     */
    boolean accept(String hash, Instant until);

    /**
     * Deletes up to {@code limit} accepted requests that ended before an instant; returns how many
     * are left.
     */
    long forgetAccepted(Instant endedBefore, int limit);

    /**
     * Deletes up to {@code limit} terminal tasks that ended before an instant, the oldest first.
     */
    List<RetiredTask> deleteFinished(Instant endedBefore, int limit);

    /**
     * Writes what is there already: a transaction with this in it shows that the store can be
     * written.
     */
    void touch();

    /** Runs on the writing thread when the change is durable, before the caller gets its answer. */
    void afterCommit(Runnable action);

    /**
     * Runs on the writing thread, the last one first, when the unit or its whole batch was undone.
     */
    void afterRollback(Runnable action);
}
