package dev.obtaskd.api.v2.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.obtaskd.api.v2.http.JsonFormat;
import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.api.v2.wire.TaskDetailView;
import dev.obtaskd.exclusion.Claim;
import dev.obtaskd.exclusion.MaintenanceType;
import dev.obtaskd.exclusion.TaskScope;
import dev.obtaskd.id.AgentAddress;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.task.Attempt;
import dev.obtaskd.task.AttemptKind;
import dev.obtaskd.task.AttemptTrigger;
import dev.obtaskd.task.ClaimStatus;
import dev.obtaskd.task.Direction;
import dev.obtaskd.task.FailureCause;
import dev.obtaskd.task.Lifetime;
import dev.obtaskd.task.RestartPolicy;
import dev.obtaskd.task.RollbackPolicy;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.SubTaskState;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskDefinition;
import dev.obtaskd.task.TaskGraph;
import dev.obtaskd.task.TaskStep;
import dev.obtaskd.text.Language;
import dev.obtaskd.text.LocalizedText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskMapperTest {

    private static final String HOST = "127.0.0.1:2886";
    private static final Instant START = Instant.parse("2026-01-02T03:04:05.000006Z");

    private final ObjectMapper json = new ObjectMapper();
    private final Task task = failedTask(false);

    TaskMapperTest() {
        new JsonFormat().customize(json);
    }

    @Test
    void hasExactlyTheKeysOfATask() {
        assertKeys(
                detail(task),
                "id operation name state cause direction scope maintenance claimHeld hosts target"
                        + " initiator parentId hidden reason createdAt startedAt endedAt durationMs"
                        + " progress waiting version operations params steps edges subTasks claim"
                        + " focus");
        assertKeys(detail(task).get("name"), "en zh");
        assertKeys(detail(task).get("maintenance"), "type key");
        assertKeys(detail(task).get("initiator"), "user source");
        assertKeys(detail(task).get("target"), "type name id link deleted");
        assertKeys(detail(task).get("progress"), "done total");
        assertKeys(detail(task).at("/operations/0"), "op allowed reasonCode reason");
    }

    @Test
    void hasExactlyTheKeysOfItsParts() {
        assertKeys(
                detail(task).at("/steps/0"),
                "id title kind stage needs hosts rollback allow timeoutMs state");
        assertKeys(detail(task).at("/steps/0/allow"), "retry skip cancel");
        assertKeys(detail(task).at("/edges/0"), "from to");
        assertKeys(
                detail(task).at("/subTasks/0"),
                "id taskId stepId host state cause message attempt attempts output "
                        + "waiting skipped startedAt endedAt durationMs operations");
        assertKeys(
                detail(task).at("/subTasks/0/attempts/0"),
                "no kind trigger startedAt endedAt result cause exitCode "
                        + "signal message logLines logBytes logExpired");
        assertKeys(
                detail(task).at("/subTasks/1/waiting"), "for text since until subTaskIds holder");
        assertKeys(detail(task).get("focus"), "subTaskId attempt line text");
    }

    @Test
    void namesEverythingByItsPublicId() {
        assertThat(detail(task).get("id").textValue()).isEqualTo("22130706433028867");
        assertThat(detail(task).at("/subTasks/1/id").textValue()).isEqualTo("22130706433028869");
        assertThat(detail(task).at("/subTasks/1/waiting/subTaskIds/0").textValue())
                .isEqualTo("22130706433028868");
    }

    @Test
    void writesInstantsWithSixDecimalsAndDurationsInMilliseconds() {
        assertThat(detail(task).get("createdAt").textValue())
                .isEqualTo("2026-01-02T03:04:05.000006Z");
        assertThat(detail(task).get("endedAt").textValue())
                .isEqualTo("2026-01-02T03:04:07.000006Z");
        assertThat(detail(task).get("durationMs").longValue()).isEqualTo(2_000);
        assertThat(detail(task).at("/steps/0/timeoutMs").longValue()).isEqualTo(60_000);
    }

    @Test
    void showsStateAndStageOfEachStep() {
        assertThat(detail(task).at("/steps/0/state").textValue()).isEqualTo("FAILED");
        assertThat(detail(task).at("/steps/1/state").textValue()).isEqualTo("PENDING");
        assertThat(detail(task).at("/steps/1/stage").intValue()).isEqualTo(2);
        assertThat(detail(failedTask(true)).at("/steps/1/state").textValue())
                .isEqualTo("ABANDONED");
    }

    @Test
    void usesTheLanguageOfTheCaller() {
        var zh = new ResponseContext(Language.ZH, START, new AgentAddress("127.0.0.1", 2886));
        var operations = TaskMapper.view(failedTask(true), zh).operations();
        assertThat(operations)
                .allSatisfy(operation -> assertThat(operation.reason()).startsWith("任务已结束"));
    }

    private JsonNode detail(Task task) {
        var context = new ResponseContext(Language.EN, START, new AgentAddress("127.0.0.1", 2886));
        var attempts =
                Map.of(8L, List.of(new LoggedAttempt(task.subTask(8).attempt(), 3, 99, false)));
        var focus = new TaskDetailView.FocusView("22130706433028868", 1, 3L, "no");
        return json.valueToTree(
                TaskMapper.detail(
                        task,
                        JsonNodeFactory.instance.objectNode(),
                        attempts,
                        null,
                        focus,
                        context));
    }

    private static void assertKeys(JsonNode object, String keys) {
        assertThat(object.properties().stream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrder(keys.split(" "));
    }

    private static Task failedTask(boolean abandoned) {
        var end = START.plusSeconds(2);
        var attempt =
                new Attempt(
                        1,
                        AttemptKind.RUN,
                        AttemptTrigger.FIRST,
                        new Lifetime(START, end),
                        Attempt.Outcome.FAILED,
                        FailureCause.ERROR,
                        1,
                        null,
                        "no");
        var failed =
                new SubTask(
                        8,
                        "a",
                        AgentAddress.parse(HOST),
                        SubTaskState.FAILED,
                        null,
                        attempt,
                        true,
                        0,
                        null,
                        Map.of(),
                        Map.of(),
                        null,
                        FailureCause.ERROR,
                        "no",
                        new Lifetime(START, end),
                        1);
        var graph = TaskGraph.of(List.of(step("a", List.of()), step("b", List.of("a"))));
        return new Task(
                origin(),
                graph,
                List.of(failed, SubTask.pending(9, "b", AgentAddress.parse(HOST))),
                Direction.FORWARD,
                false,
                abandoned,
                new ClaimStatus(!abandoned, null),
                new Lifetime(START, end),
                4);
    }

    private static TaskStep step(String id, List<String> needs) {
        return new TaskStep(
                id,
                new LocalizedText("Step", "步骤"),
                "exec",
                needs,
                RollbackPolicy.NOOP,
                TaskStep.Allow.ALL,
                Duration.ofMinutes(1),
                TaskStep.Retries.NONE,
                RestartPolicy.FAIL);
    }

    private static TaskDefinition origin() {
        return new TaskDefinition(
                TaskId.local(7),
                "host.example",
                new LocalizedText("Example", "示例"),
                new Claim(TaskScope.LOCAL, MaintenanceType.GLOBAL, null, HOST),
                false,
                new TaskDefinition.Target("HOST", HOST),
                List.of(AgentAddress.parse(HOST)),
                "{}",
                "{}",
                "0",
                new TaskDefinition.Initiator("ann", TaskDefinition.Source.API),
                null,
                false,
                null,
                START);
    }
}
