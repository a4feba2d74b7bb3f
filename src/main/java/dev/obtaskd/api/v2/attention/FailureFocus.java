package dev.obtaskd.api.v2.attention;

import com.github.benmanes.caffeine.cache.Cache;
import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.api.v2.task.TaskDetailAssembler;
import dev.obtaskd.api.v2.wire.TaskDetailView.FocusView;
import dev.obtaskd.cache.Caches;
import dev.obtaskd.id.AttemptKey;
import dev.obtaskd.task.ProgressFocus;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The focus of failed tasks. It is read from the log once: the log of an attempt that has ended
 * does not change.
 */
@ApplicationScoped
class FailureFocus {

    private static final int REMEMBERED = 4_096;

    private final Reading reading;
    private final Cache<AttemptKey, FocusView> known = Caches.sized(REMEMBERED).build();

    @Inject
    FailureFocus(TaskDetailAssembler details) {
        this((Reading) details::focus);
    }

    FailureFocus(Reading reading) {
        this.reading = reading;
    }

    /** Reads a focus from the log. */
    interface Reading {
        @Nullable FocusView focus(Task task, ResponseContext context);
    }

    /** Whether {@link #of} reads a log. */
    boolean mustRead(Task task) {
        return failed(task).map(subTask -> remembered(task, subTask) == null).orElse(false);
    }

    /** The focus of a failed task. */
    @Nullable FocusView of(Task task, ResponseContext context) {
        var subTask = failed(task).orElse(null);
        if (subTask == null) {
            return null;
        }
        var focus = remembered(task, subTask);
        if (focus == null) {
            focus = reading.focus(task, context);
            if (focus != null && subTask.attempt() != null && !subTask.hasRunningAttempt()) {
                known.put(task.attemptOf(subTask), focus);
            }
        }
        return focus;
    }

    /** What is known of the failure without its log. */
    static String message(Task task) {
        return failed(task)
                .map(
                        subTask ->
                                subTask.message() == null
                                        ? String.valueOf(subTask.cause())
                                        : subTask.message())
                .orElse("");
    }

    private @Nullable FocusView remembered(Task task, SubTask subTask) {
        return known.getIfPresent(task.attemptOf(subTask));
    }

    private static Optional<SubTask> failed(Task task) {
        return task.state().failed() ? ProgressFocus.of(task) : Optional.empty();
    }
}
