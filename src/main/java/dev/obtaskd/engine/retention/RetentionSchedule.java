package dev.obtaskd.engine.retention;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.obtaskd.engine.Actor;
import dev.obtaskd.engine.ControlRequest;
import dev.obtaskd.engine.SubmitRequest;
import dev.obtaskd.engine.SubmitResult;
import dev.obtaskd.engine.TaskControl;
import dev.obtaskd.engine.TaskSubmitter;
import dev.obtaskd.store.StoreReader;
import dev.obtaskd.store.TaskFilter;
import dev.obtaskd.store.TaskSort;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskOp;
import dev.obtaskd.task.TaskState;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Has old tasks and logs deleted every hour, by a hidden task like any other. */
@ApplicationScoped
public class RetentionSchedule {

    /** Name of the hidden operation. */
    public static final String OPERATION = "daemon.retention";

    private static final Logger LOG = Logger.getLogger(RetentionSchedule.class);
    private static final int SOME = 10;

    private final TaskSubmitter submit;
    private final TaskControl control;
    private final StoreReader tasks;

    RetentionSchedule(TaskSubmitter submit, TaskControl control, StoreReader tasks) {
        this.submit = submit;
        this.control = control;
        this.tasks = tasks;
    }

    /** The first time comes late enough not to be in the way of what waited for the start. */
    @Scheduled(
            every = "1h",
            delayed = "10m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void hourly() {
        try {
            submit().ifPresent(this::report);
        } catch (RuntimeException failure) {
            LOG.warnf(
                    "Could not delete old tasks and logs, trying again in an hour: %s",
                    failure.getMessage());
        }
    }

    /**
     * Submits the task, unless an earlier one still has something to do. One that failed is
     * abandoned: the new one does all that it left undone.
     *
     * @return empty if there is one already
     */
    Optional<SubmitResult> submit() {
        var unfinished = unfinished();
        unfinished.stream().filter(task -> task.state().failed()).forEach(this::abandon);
        return unfinished.stream().allMatch(task -> task.state().failed())
                ? Optional.of(submit.submit(request()))
                : Optional.empty();
    }

    private void abandon(Task task) {
        control.apply(
                TaskOp.ABANDON,
                task.id(),
                new ControlRequest(Actor.SYSTEM, "a new one follows", null, null));
    }

    private List<Task> unfinished() {
        return tasks.page(filter(), TaskSort.DEFAULT, SOME, null).items();
    }

    private void report(SubmitResult submitted) {
        if (!(submitted instanceof SubmitResult.Accepted)) {
            LOG.warnf("Could not delete old tasks and logs: %s", submitted);
        }
    }

    private static SubmitRequest request() {
        var none = JsonNodeFactory.instance.objectNode();
        return new SubmitRequest(OPERATION, none, List.of(), null, Actor.SYSTEM, null);
    }

    private static TaskFilter filter() {
        Set<TaskState> states =
                Arrays.stream(TaskState.values())
                        .filter(state -> !state.terminal())
                        .collect(Collectors.toSet());
        return new TaskFilter(
                states, null, null, OPERATION, null, null, null, null, Set.of(), null, null, null,
                true);
    }
}
