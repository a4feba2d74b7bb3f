package dev.obtaskd.task;

/**
 * The attempt a READY or WAITING sub task is going to make.
 *
 * @param kind run or rollback
 * @param trigger what asked for it
 * @param fallbackState the state the sub task falls back to if a failure elsewhere takes it from
 *     the queue
 */
public record QueuedAttempt(AttemptKind kind, AttemptTrigger trigger, SubTaskState fallbackState) {}
