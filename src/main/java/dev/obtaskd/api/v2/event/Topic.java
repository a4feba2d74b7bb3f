package dev.obtaskd.api.v2.event;

import dev.obtaskd.id.SubTaskId;
import dev.obtaskd.id.TaskId;
import java.util.Locale;

/** What a client subscribes to. */
sealed interface Topic {

    /** As the client wrote it. */
    String text();

    /** A topic about all tasks. */
    enum General implements Topic {
        COUNTS,
        TASKS,
        ATTENTION;

        @Override
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One task. */
    record OneTask(String text, TaskId taskId) implements Topic {}

    /**
     * One log.
     *
     * @param subTask its id as it is shown
     * @param attempt its number; 0 for the latest, and newer ones when they start
     * @param from number of the first line to send; 0 for those to come
     */
    record OneLog(
            String text, TaskId taskId, SubTaskId subTaskId, String subTask, int attempt, long from)
            implements Topic {}
}
