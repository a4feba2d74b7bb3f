package dev.obtaskd.api.v2.log;

import dev.obtaskd.log.AttemptDirectory;
import dev.obtaskd.log.TaskDirectories;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.SubTaskState;
import dev.obtaskd.task.Task;
import dev.obtaskd.text.LocalizedText;

/** Where the log of an attempt is, or why it is nowhere. */
sealed interface LogLocation {

    /**
     * On this host's disk.
     *
     * @param ended whether nothing will be added to it
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
            return new NotYet(0, untouched(subTask));
        }
        if (no > latest) {
            return new NoAttempt(no);
        }
        var wanted = no == 0 ? latest : (int) no;
        return attempts.of(task.id(), task.origin().createdAt())
                .find(subTask.id(), wanted)
                .<LogLocation>map(
                        directory -> new There(directory, wanted < latest || !subTask.attempting()))
                .orElseGet(() -> missing(subTask, wanted));
    }

    private static LogLocation missing(SubTask subTask, int wanted) {
        var attempt = subTask.attempt();
        if (attempt == null || wanted < attempt.no()) {
            return new Expired();
        }
        if (subTask.attempting()) {
            return new NotYet(
                    wanted, new LocalizedText("The attempt has just begun.", "本次执行刚刚开始。"));
        }
        return attempt.startedAt() == null
                ? new NotYet(wanted, new LocalizedText("The attempt never started.", "本次执行未曾启动。"))
                : new Expired();
    }

    private static LocalizedText untouched(SubTask subTask) {
        return subTask.state() == SubTaskState.SKIPPED
                ? new LocalizedText("The sub task was skipped and never ran.", "子任务已跳过, 未曾执行。")
                : new LocalizedText("The sub task has not run yet.", "子任务尚未执行。");
    }
}
