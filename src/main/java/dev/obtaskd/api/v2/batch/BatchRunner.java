package dev.obtaskd.api.v2.batch;

import dev.obtaskd.api.v2.http.ChangeRequest;
import dev.obtaskd.api.v2.http.ErrorCode;
import dev.obtaskd.api.v2.http.FrameworkErrors;
import dev.obtaskd.api.v2.http.ProblemException;
import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.api.v2.http.TaskResponse;
import dev.obtaskd.api.v2.task.OperationRefusals;
import dev.obtaskd.api.v2.task.TaskIds;
import dev.obtaskd.api.v2.task.TaskQuery;
import dev.obtaskd.engine.ControlRequest;
import dev.obtaskd.engine.ControlResult;
import dev.obtaskd.engine.TaskControl;
import dev.obtaskd.store.StoreReader;
import dev.obtaskd.store.TaskSort;
import dev.obtaskd.task.TaskOp;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Operates tasks one after the other; what becomes of one never stops the others. */
@ApplicationScoped
class BatchRunner {

    private final TaskControl control;
    private final StoreReader tasks;
    private final TaskIds ids;

    BatchRunner(TaskControl control, StoreReader tasks, TaskIds ids) {
        this.control = control;
        this.tasks = tasks;
        this.ids = ids;
    }

    BatchView of(BatchRequest request, ChangeRequest call) {
        return BatchView.of(
                ids(request, call.wording()).stream()
                        .distinct()
                        .map(id -> operate(request.op(), id, request.reason(), call))
                        .toList());
    }

    private List<String> ids(BatchRequest request, ResponseContext wording) {
        if (request.filter() == null) {
            return request.ids();
        }
        var page =
                tasks.page(
                        TaskQuery.filter(request.filter().query(), wording),
                        TaskSort.DEFAULT,
                        BatchRequest.MOST,
                        null);
        if (page.next() != null) {
            throw ProblemException.of(
                    ErrorCode.FILTER_INVALID,
                    "The filter matches more than " + BatchRequest.MOST + " tasks.",
                    "匹配的任务超过 " + BatchRequest.MOST + " 个。");
        }
        return page.items().stream().map(task -> wording.id(task, task.id().number())).toList();
    }

    private BatchView.Item operate(
            TaskOp op, String id, @Nullable String reason, ChangeRequest call) {
        try {
            var repeat =
                    call.part(id, after -> new TaskResponse(202, after.state().name(), null, null));
            return switch (control.apply(
                    op,
                    ids.task(id).id(),
                    new ControlRequest(call.actor(), reason, null, repeat))) {
                case ControlResult.Accepted(var after) ->
                        BatchView.Item.accepted(id, after.state().name());
                case ControlResult.Repeated(var answer) ->
                        BatchView.Item.accepted(id, answer.body());
                case ControlResult refused ->
                        throw OperationRefusals.ofTask(id, call.wording()).refusal(refused);
            };
        } catch (RuntimeException why) {
            return BatchView.Item.refused(id, FrameworkErrors.of(why), call.wording().language());
        }
    }
}
