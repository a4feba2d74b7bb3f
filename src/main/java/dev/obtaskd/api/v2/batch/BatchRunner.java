package dev.obtaskd.api.v2.batch;

import dev.obtaskd.api.v2.http.ChangeRequest;
import dev.obtaskd.api.v2.http.ChangeResponse;
import dev.obtaskd.api.v2.http.ErrorCode;
import dev.obtaskd.api.v2.http.ExceptionMappers;
import dev.obtaskd.api.v2.http.ProblemException;
import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.api.v2.task.TaskIds;
import dev.obtaskd.api.v2.task.TaskPages;
import dev.obtaskd.api.v2.task.TaskRefusals;
import dev.obtaskd.api.v2.wire.BatchRequest;
import dev.obtaskd.api.v2.wire.BatchView;
import dev.obtaskd.api.v2.wire.FieldError;
import dev.obtaskd.engine.ControlRequest;
import dev.obtaskd.engine.ControlResult;
import dev.obtaskd.engine.TaskControl;
import dev.obtaskd.task.TaskOp;
import dev.obtaskd.text.Language;
import dev.obtaskd.text.Messages;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Applies an operation to tasks one after the other; a refusal does not stop the others. */
@ApplicationScoped
class BatchRunner {

    private static final Messages MESSAGES = Messages.of("api");

    private final TaskControl control;
    private final TaskPages tasks;
    private final TaskIds ids;

    BatchRunner(TaskControl control, TaskPages tasks, TaskIds ids) {
        this.control = control;
        this.tasks = tasks;
        this.ids = ids;
    }

    BatchView of(BatchRequest request, ChangeRequest change) {
        var op = BatchRequestReader.operation(request);
        var items =
                ids(request, change.context()).stream()
                        .distinct()
                        .map(id -> operate(op, id, request.reason(), change))
                        .toList();
        var accepted = (int) items.stream().filter(item -> item.code() == null).count();
        return new BatchView(items, accepted, items.size() - accepted);
    }

    private List<String> ids(BatchRequest request, ResponseContext context) {
        var filter = request.filter();
        if (filter == null) {
            return Objects.requireNonNull(request.ids(), "BatchRequestReader checks it");
        }
        return tasks
                .all(BatchRequestReader.query(filter), BatchRequestReader.MAX_TASKS, context)
                .orElseThrow(
                        () ->
                                ProblemException.of(
                                        ErrorCode.FILTER_INVALID,
                                        MESSAGES.text(
                                                "batch.too-many", BatchRequestReader.MAX_TASKS)))
                .stream()
                .map(task -> context.id(task, task.id().number()))
                .toList();
    }

    private BatchView.Item operate(
            TaskOp op, String id, @Nullable String reason, ChangeRequest change) {
        try {
            var idempotent =
                    change.idempotentRequestForItem(
                            id, after -> new ChangeResponse(202, after.state().name(), null, null));
            return switch (control.apply(
                    op,
                    ids.task(id).id(),
                    new ControlRequest(change.actor(), reason, null, idempotent))) {
                case ControlResult.Accepted(var after) -> accepted(id, after.state().name());
                case ControlResult.IdempotentReplay(var earlier) -> accepted(id, earlier.body());
                case ControlResult refused ->
                        throw TaskRefusals.ofTask(id, refused, change.context());
            };
        } catch (RuntimeException why) {
            return refused(id, ExceptionMappers.problem(why), change.context().language());
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
