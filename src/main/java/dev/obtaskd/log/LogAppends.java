package dev.obtaskd.log;

import dev.obtaskd.id.SubTaskId;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/**
 * Reports appends to the logs of this host. Listeners run on the thread that appends and must be
 * fast. Thread-safe.
 */
public final class LogAppends {

    private final ConcurrentMap<SubTaskId, List<Runnable>> listeners = new ConcurrentHashMap<>();

    /**
     * Calls a listener after each append to a log of the sub task, when the appended lines are
     * readable.
     *
     * @return ends the subscription
     */
    public Runnable subscribe(SubTaskId subTask, Runnable listener) {
        listeners.merge(
                subTask,
                List.of(listener),
                (some, one) -> Stream.concat(some.stream(), one.stream()).toList());
        return () -> unsubscribe(subTask, listener);
    }

    /** Something was appended to the log of an attempt of the sub task. */
    public void appended(SubTaskId subTask) {
        var concerned = listeners.get(subTask);
        if (concerned != null) {
            concerned.forEach(Runnable::run);
        }
    }

    private void unsubscribe(SubTaskId subTask, Runnable listener) {
        listeners.computeIfPresent(
                subTask,
                (id, some) -> {
                    var rest = some.stream().filter(each -> each != listener).toList();
                    return rest.isEmpty() ? null : rest;
                });
    }
}
