package dev.obtaskd.api.v2;

import dev.obtaskd.engine.EngineSettings;
import dev.obtaskd.store.Tasks;
import dev.obtaskd.task.GenericId;
import dev.obtaskd.task.Ids;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.Task;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Finds what the id in a path names. */
@ApplicationScoped
class LogSubjects {

    private final Tasks tasks;
    private final Clock clock;
    private final EngineSettings.AgentSettings agent;

    LogSubjects(Tasks tasks, Clock clock, EngineSettings settings) {
        this.tasks = tasks;
        this.clock = clock;
        this.agent = settings.agent();
    }

    /** A sub task with the task it belongs to. */
    record Subject(Task task, SubTask subTask) {}

    /** @throws ProblemException {@code id.invalid} or {@code task.unknown} */
    Task task(String id) {
        var wanted = parse(id);
        return tasks.find(wanted.row())
                .filter(task -> named(task, task.id(), wanted))
                .orElseThrow(() -> ProblemException.of(Code.TASK_UNKNOWN));
    }

    /** @throws ProblemException {@code id.invalid} or {@code subtask.unknown} */
    Subject subTask(String id) {
        var wanted = parse(id);
        return tasks.taskOf(wanted.row()).stream()
                .boxed()
                .flatMap(row -> tasks.find(row).stream())
                .filter(task -> named(task, wanted.row(), wanted))
                .map(task -> new Subject(task, task.subTask(wanted.row())))
                .findFirst()
                .orElseThrow(() -> ProblemException.of(Code.SUBTASK_UNKNOWN));
    }

    /** How the answer to a request is worded. */
    Wording wording(HttpServerRequest request) {
        return new Wording(Language.of(request.getHeader("Accept-Language")), clock.instant(), agent.ip(), agent.port());
    }

    /** Whether the id is the one that the row is known by here. */
    private boolean named(Task task, long row, GenericId id) {
        return parse(Ids.of(task, row, agent.ip(), agent.port())).equals(id);
    }

    private static GenericId parse(String id) {
        try {
            return GenericId.parse(id);
        } catch (GenericId.Invalid e) {
            throw ProblemException.of(Code.ID_INVALID, "The id cannot be read: " + e.getMessage() + ".", "无法识别该 ID。");
        }
    }
}
