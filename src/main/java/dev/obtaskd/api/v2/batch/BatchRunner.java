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
import dev.obtaskd.api.v2.wire.BatchRequest;
import dev.obtaskd.api.v2.wire.BatchView;
import dev.obtaskd.api.v2.wire.FieldError;
import dev.obtaskd.engine.ControlRequest;
import dev.obtaskd.engine.ControlResult;
import dev.obtaskd.engine.TaskControl;
import dev.obtaskd.store.TaskSort;
import dev.obtaskd.store.jdbc.StoreReader;
import dev.obtaskd.task.TaskOp;
import dev.obtaskd.text.Language;
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
        var op = BatchRequestReader.operation(request);
        var items =
                ids(request, call.context()).stream()
                        .distinct()
                        .map(id -> operate(op, id, request.reason(), call))
                        .toList();
        var accepted = (int) items.stream().filter(item -> item.code() == null).count();
        return new BatchView(items, accepted, items.size() - accepted);
    }

    private List<String> ids(BatchRequest request, ResponseContext context) {
        if (request.filter() == null) {
            return request.ids();
        }
        var page =
                tasks.page(
                        TaskQuery.filter(BatchRequestReader.query(request.filter()), context),
                        TaskSort.DEFAULT,
                        BatchRequestReader.MAX_TASKS,
                        null);
        if (page.next() != null) {
            throw ProblemException.of(
                    ErrorCode.FILTER_INVALID,
                    "The filter matches more than " + BatchRequestReader.MAX_TASKS + " tasks.",
                    "匹配的任务超过 " + BatchRequestReader.MAX_TASKS + " 个。");
        }
        return page.items().stream().map(task -> context.id(task, task.id())).toList();
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
                case ControlResult.Accepted(var after) -> accepted(id, after.state().name());
                case ControlResult.Repeated(var answer) -> accepted(id, answer.body());
                case ControlResult refused ->
                        throw OperationRefusals.ofTask(id, call.context()).refusal(refused);
            };
        } catch (RuntimeException why) {
            return refused(id, FrameworkErrors.of(why), call.context().language());
        }
    }

    private static BatchView.Item accepted(String id, String state) {
        return new BatchView.Item(id, 202, state, null, null);
    }

    private static BatchView.Item refused(String id, ProblemException why, Language language) {
        var current = why.current();
        return new BatchView.Item(
                FieldError.truncated(id),
                why.code().status(),
                current == null ? null : current.state(),
                why.code().word(),
                language.say(why.detail()));
    }
}
