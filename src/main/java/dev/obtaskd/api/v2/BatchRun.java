package dev.obtaskd.api.v2;

import dev.obtaskd.engine.Control;
import dev.obtaskd.engine.Controlled;
import dev.obtaskd.engine.Request;
import dev.obtaskd.store.Sort;
import dev.obtaskd.store.Tasks;
import dev.obtaskd.task.TaskOp;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Operates tasks one after the other; what becomes of one never stops the others. */
@ApplicationScoped
class BatchRun {

    private final Control control;
    private final Tasks tasks;
    private final TaskIds ids;

    BatchRun(Control control, Tasks tasks, TaskIds ids) {
        this.control = control;
        this.tasks = tasks;
        this.ids = ids;
    }

    BatchView of(BatchRequest request, TaskCall call) {
        return BatchView.of(ids(request, call.wording()).stream()
                .distinct()
                .map(id -> operate(request.op(), id, request.reason(), call))
                .toList());
    }

    private List<String> ids(BatchRequest request, Wording wording) {
        if (request.filter() == null) {
            return request.ids();
        }
        var page = tasks.page(TaskQuery.filter(request.filter().query(), wording), Sort.DEFAULT, BatchRequest.MOST, null);
        if (page.next() != null) {
            throw ProblemException.of(Code.FILTER_INVALID,
                    "The filter matches more than " + BatchRequest.MOST + " tasks.", "匹配的任务超过 " + BatchRequest.MOST + " 个。");
        }
        return page.items().stream().map(task -> wording.id(task, task.id())).toList();
    }

    private BatchView.Item operate(TaskOp op, String id, @Nullable String reason, TaskCall call) {
        try {
            var repeat = call.part(id, after -> new TaskAnswer(202, after.state().name(), null, null));
            return switch (control.apply(op, ids.task(id).id(), new Request(call.actor(), reason, null, repeat))) {
                case Controlled.Accepted(var after) -> BatchView.Item.accepted(id, after.state().name());
                case Controlled.Repeated(var answer) -> BatchView.Item.accepted(id, answer.body());
                case Controlled refused -> throw TaskOutcomes.ofTask(id, call.wording()).refusal(refused);
            };
        } catch (RuntimeException why) {
            return BatchView.Item.refused(id, Refused.of(why), call.wording().language());
        }
    }
}
