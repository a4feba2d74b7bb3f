package dev.obtaskd.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.obtaskd.store.Sort;
import dev.obtaskd.store.TaskFilter;
import dev.obtaskd.store.Tasks;
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

    private final Submit submit;
    private final Control control;
    private final Tasks tasks;

    RetentionSchedule(Submit submit, Control control, Tasks tasks) {
        this.submit = submit;
        this.control = control;
        this.tasks = tasks;
    }

    /** The first time comes late enough not to be in the way of what waited for the start. */
    @Scheduled(every = "1h", delayed = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void hourly() {
        try {
            submit().ifPresent(this::report);
        } catch (RuntimeException failure) {
            LOG.warnf("old tasks and logs are deleted an hour later: %s", failure.getMessage());
        }
    }

    /**
     * Submits the task, unless an earlier one still has something to do. One that failed is abandoned:
     * nobody looks at it, and the new one does all that it left undone.
     *
     * @return empty if there is one already
     */
    Optional<Submitted> submit() {
        var unfinished = unfinished();
        unfinished.stream().filter(task -> task.state().failed()).forEach(this::abandon);
        return unfinished.stream().allMatch(task -> task.state().failed())
                ? Optional.of(submit.submit(submission()))
                : Optional.empty();
    }

    private void abandon(Task task) {
        control.apply(TaskOp.ABANDON, task.id(), new Request(Actor.SYSTEM, "a new one follows", null, null));
    }

    private List<Task> unfinished() {
        return tasks.page(filter(), Sort.DEFAULT, SOME, null).items();
    }

    private void report(Submitted submitted) {
        if (!(submitted instanceof Submitted.Accepted)) {
            LOG.warnf("old tasks and logs are not deleted: %s", submitted);
        }
    }

    private static Submission submission() {
        var none = JsonNodeFactory.instance.objectNode();
        return new Submission(OPERATION, none, List.of(), null, Actor.SYSTEM, null);
    }

    private static TaskFilter filter() {
        Set<TaskState> states =
                Arrays.stream(TaskState.values()).filter(state -> !state.terminal()).collect(Collectors.toSet());
        return new TaskFilter(states, null, null, OPERATION, null, null, null, null, Set.of(), null, null, null, true);
    }
}
