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
 * The operations of a {@link UnitOfWork}. To be used on the writing thread, and only while the unit
 * runs. Instants are stored with microseconds.
 */
public interface Transaction {

    /** The scope of this store, which all its ids have. */
    StoreScope scope();

    /**
     * Returns a new row id, from 1. The id of a failed unit is not returned again within the same
     * transaction.
     */
    long nextId();

    /** Stores a new task with all its sub tasks. */
    void insert(Task task);

    /**
     * Updates a task if the stored task and each changed sub task still have the version before.
     *
     * @param after with the next version, as has each sub task that differs
     * @throws ConcurrentUpdateException if the task was modified concurrently
     */
    void update(Task before, Task after);

    /** The task as it is in this transaction; empty also for a task of another store. */
    Optional<Task> task(TaskId id);

    /** The task that a sub task belongs to. */
    Optional<TaskId> taskOf(SubTaskId subTaskId);

    /** All tasks that are not terminal, by id. */
    List<Task> unfinished();

    /** All holds, oldest first. Locks out other agents until the end of the transaction. */
    List<Hold> holds();

    /** Stores a hold, after the caller has decided that the claim may be taken. */
    void insertHold(Hold hold);

    /** Releases the hold of a task; returns false if it had none. */
    boolean deleteHold(TaskId taskId);

    /** The last other task that took a conflicting claim after an instant. */
    Optional<TaskId> usedSince(Claim claim, Instant since, TaskId exceptTaskId);

    /** Stores an audit entry in the transaction of the audited change. */
    void audit(AuditEntry entry);

    /** The record of an earlier request of this user with this key. */
    Optional<IdempotencyRecord> findIdempotencyRecord(String user, String key);

    /** Stores the response to a request for its retries. */
    void insertIdempotencyRecord(IdempotencyRecord record);

    /** Deletes up to {@code limit} records older than an instant; returns their number. */
    int deleteIdempotencyRecords(Instant before, int limit);

    /**
     * Stores that a request was accepted.
     *
     * @param hash SHA-256 of what identifies the request, lower-case hex
     * @param until when the request expires
     * @return false if it was accepted before
     */
    boolean insertAcceptedRequest(String hash, Instant until);

    /**
     * Deletes up to {@code limit} accepted requests that expired before an instant; returns the
     * number of remaining ones.
     */
    long deleteAcceptedRequests(Instant endedBefore, int limit);

    /** Deletes up to {@code limit} terminal tasks that ended before an instant, oldest first. */
    List<RetiredTask> deleteFinished(Instant endedBefore, int limit);

    /** Writes an unchanged value: a transaction with it proves that the store can be written. */
    void writeProbe();

    /** Runs on the writing thread when the unit is durable, before its caller gets the result. */
    void afterCommit(Runnable action);

    /** Runs on the writing thread, in reverse order, when the unit or its batch was rolled back. */
    void afterRollback(Runnable action);
}
