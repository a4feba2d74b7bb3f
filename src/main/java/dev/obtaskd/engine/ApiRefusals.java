package dev.obtaskd.engine;

import dev.obtaskd.id.SubTaskId;
import dev.obtaskd.store.StoreUnavailableException;
import dev.obtaskd.store.TaskStore;
import dev.obtaskd.task.SubTaskOp;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskOp;
import jakarta.enterprise.context.ApplicationScoped;

/** Audits operations that an API refuses by a rule of its own. */
@ApplicationScoped
public class ApiRefusals {

    private final TaskStore writer;
    private final EngineContext context;

    ApiRefusals(TaskStore writer, EngineContext context) {
        this.writer = writer;
        this.context = context;
    }

    /**
     * Audits that an API refused an operation by a rule of its own.
     *
     * @param code error code of the API
     */
    public void add(TaskOp op, Task task, ControlRequest request, String code) {
        add(new ControlOrder.OnTask(op, task.id(), null), task, request, code);
    }

    /** The same for one sub task. */
    public void add(
            SubTaskOp op, Task task, SubTaskId subTaskId, ControlRequest request, String code) {
        add(new ControlOrder.OnSubTask(op, task.id(), subTaskId), task, request, code);
    }

    private void add(ControlOrder order, Task task, ControlRequest request, String code) {
        var entry =
                AuditEntries.refused(
                        order,
                        request,
                        task,
                        code,
                        null,
                        context.self(),
                        context.clock().instant());
        try {
            writer.write(
                    tx -> {
                        context.refusals().add(entry, tx);
                        return order;
                    });
        } catch (StoreUnavailableException lost) {
            context.refusals().count(entry);
        }
    }
}
