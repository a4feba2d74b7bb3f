package dev.obtaskd.api.v2.log;

import dev.obtaskd.log.AttemptDirectory;
import dev.obtaskd.log.TaskDirectories;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.SubTaskState;
import dev.obtaskd.task.Task;
import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;

/** The location of an attempt's log, or why there is none. */
sealed interface LogLocation {

    Messages MESSAGES = Messages.of("api");

    /**
     * On this host's disk.
     *
     * @param ended whether the log is complete
     */
    record There(AttemptDirectory directory, boolean ended) implements LogLocation {}

    /**
     * Nothing was written yet.
     *
     * @param attempt its number; 0 if there was none
     */
    record NotYet(int attempt, LocalizedText reason) implements LogLocation {}

    /** There is no attempt with this number. */
    record NoAttempt(long attempt) implements LogLocation {}

    /** It was removed because of its age. */
    record Expired() implements LogLocation {}

    /**
     * @param no the attempt's number, from 1; 0 for the latest
     */
    static LogLocation of(TaskDirectories attempts, Task task, SubTask subTask, long no) {
        var latest = subTask.attemptNo();
        if (latest == 0) {
            return new NotYet(0, notRun(subTask));
        }
        if (no > latest) {
            return new NoAttempt(no);
        }
        var number = no == 0 ? latest : (int) no;
        return attempts.of(task.id(), task.origin().createdAt())
                .find(subTask.id(), number)
                .<LogLocation>map(
                        directory ->
                                new There(
                                        directory, number < latest || !subTask.hasRunningAttempt()))
                .orElseGet(() -> missing(subTask, number));
    }

    private static LogLocation missing(SubTask subTask, int number) {
        var attempt = subTask.attempt();
        if (attempt == null || number < attempt.no()) {
            return new Expired();
        }
        if (subTask.hasRunningAttempt()) {
            return new NotYet(number, MESSAGES.text("log.attempt.starting"));
        }
        return attempt.startedAt() == null
                ? new NotYet(number, MESSAGES.text("log.attempt.not-started"))
                : new Expired();
    }

    private static LocalizedText notRun(SubTask subTask) {
        return subTask.state() == SubTaskState.SKIPPED
                ? MESSAGES.text("log.subtask.skipped")
                : MESSAGES.text("log.subtask.not-run");
    }
}
