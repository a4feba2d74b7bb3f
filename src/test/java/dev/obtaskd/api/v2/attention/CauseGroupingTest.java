package dev.obtaskd.api.v2.attention;

import static dev.obtaskd.testing.StepBuilder.retries;
import static dev.obtaskd.testing.StepBuilder.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.exclusion.Claim;
import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.exclusion.MaintenanceType;
import dev.obtaskd.exclusion.TaskScope;
import dev.obtaskd.id.AgentAddress;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskDefinition;
import dev.obtaskd.task.WaitCause;
import dev.obtaskd.task.WaitReason;
import dev.obtaskd.testing.TaskScenario;
import dev.obtaskd.text.LocalizedText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class CauseGroupingTest {

    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    private static final AgentAddress AGENT = AgentAddress.parse("127.0.0.1:2887");

    private final List<Task> tasks = new ArrayList<>();
    private final List<Hold> holds = new ArrayList<>();
    private final Map<TaskId, Long> refusals = new HashMap<>();
    private final Map<TaskId, Instant> operations = new HashMap<>();

    @Test
    void failuresWithTheSamePatternAreOneCause() {
        var one = add(TaskScenario.of(step("a"), step("b", "a")).succeed("a").fail("b"));
        var two = add(TaskScenario.of(step("a"), step("b", "a")).succeed("a").fail("b"));
        add(TaskScenario.of(step("a"), step("b", "a")).fail("a"));
        add(TaskScenario.of(step("a")).start());
        var lines = Map.of(one.id(), "error 17", two.id(), "error 3");
        var causes = causes(T0, task -> lines.getOrDefault(task.id(), "error 1"));
        assertThat(causes)
                .extracting(Cause::subject)
                .containsExactly(
                        new CauseSubject.OfFailure("test", "b", "error #"),
                        new CauseSubject.OfFailure("test", "a", "error #"));
        assertThat(causes.getFirst().tasks()).containsExactly(one, two);
        assertThat(causes.getFirst().since()).isEqualTo(one.endedAt());
    }

    @Test
    void aFailedOwnerOfAClaimIsACauseOfItsOwn() {
        var owner = add(TaskScenario.of(step("a")).fail("a"));
        hold(owner, T0.minusSeconds(9));
        assertThat(causes(T0))
                .containsExactly(
                        new Cause(
                                new CauseSubject.OfClaim(owner.id()),
                                owner.endedAt(),
                                List.of(owner),
                                0));
    }

    @Test
    void aClaimThatRefusesSubmitsIsACause() {
        var owner = add(TaskScenario.of(step("a")).start());
        hold(owner, T0.minusSeconds(9));
        assertThat(causes(T0)).isEmpty();
        refusals.put(owner.id(), 3L);
        assertThat(causes(T0))
                .containsExactly(
                        new Cause(
                                new CauseSubject.OfClaim(owner.id()),
                                T0.minusSeconds(9),
                                List.of(owner),
                                3));
    }

    @Test
    void aClaimThatDelaysTasksIsACauseWithItsOwnerFirst() {
        var delayed = add(waiting(WaitCause.Reason.CLAIM, T0.plusSeconds(7200)));
        var owner = add(TaskScenario.of(step("a")).start());
        hold(owner, T0.plusSeconds(60));
        var cause = causes(T0).getFirst();
        assertThat(cause.subject()).isEqualTo(new CauseSubject.OfClaim(owner.id()));
        assertThat(cause.tasks()).containsExactly(owner, delayed);
    }

    @Test
    void aTaskThatWaitsForAnUnknownClaimIsALongWait() {
        add(waiting(WaitCause.Reason.CLAIM, T0.plusSeconds(7200)));
        assertThat(causes(T0)).isEmpty();
        assertThat(causes(T0.plusSeconds(1801)))
                .extracting(Cause::subject)
                .containsExactly(new CauseSubject.OfWait(WaitReason.Kind.CLAIM));
    }

    @Test
    void anAgentThatDoesNotRunItsSubTasksIsACause() {
        add(TaskScenario.of(step("a")));
        add(TaskScenario.of(step("a")));
        var causes =
                CauseGrouping.of(
                        new UnfinishedTasks(tasks, holds, refusals, operations, host -> false, T0),
                        task -> "");
        assertThat(causes)
                .extracting(Cause::subject)
                .containsExactly(new CauseSubject.OfAgent(AGENT));
        assertThat(causes.getFirst().tasks()).hasSize(2);
    }

    @Test
    void aWaitIsTooLongAfterHalfOfItsLimit() {
        add(waiting(WaitCause.Reason.CONDITION, T0.plusSeconds(1000)));
        assertThat(causes(T0.plusSeconds(500))).isEmpty();
        assertThat(causes(T0.plusSeconds(501)))
                .extracting(Cause::subject)
                .containsExactly(new CauseSubject.OfWait(WaitReason.Kind.CONDITION));
    }

    @Test
    void aWaitIsTooLongAfterHalfAnHourWhateverItsLimit() {
        add(waiting(WaitCause.Reason.CONDITION, T0.plusSeconds(100_000)));
        assertThat(causes(T0.plusSeconds(1800))).isEmpty();
        assertThat(causes(T0.plusSeconds(1801))).hasSize(1);
    }

    @Test
    void anAutomaticRetryHasNoLimit() {
        add(TaskScenario.of(retries(step("a"), 1, Duration.ofMinutes(10))).fail("a"));
        assertThat(causes(T0.plusSeconds(599))).isEmpty();
        assertThat(causes(T0.plusSeconds(1801)))
                .extracting(Cause::subject)
                .containsExactly(new CauseSubject.OfWait(WaitReason.Kind.RETRY));
    }

    @Test
    void aWaitForAWorkerBeginsAgainWithAnOperation() {
        var task = add(TaskScenario.of(step("a")));
        var late = T0.plusSeconds(7200);
        assertThat(causes(late)).hasSize(1);
        operations.put(task.id(), late.minusSeconds(5));
        assertThat(causes(late)).isEmpty();
    }

    private List<Cause> causes(Instant now) {
        return causes(now, task -> "");
    }

    private List<Cause> causes(Instant now, Function<Task, String> lines) {
        return CauseGrouping.of(
                new UnfinishedTasks(tasks, holds, refusals, operations, AGENT::equals, now), lines);
    }

    private void hold(Task owner, Instant since) {
        holds.add(new Hold(owner.origin().claim(), owner.id(), since));
    }

    private static TaskScenario waiting(WaitCause.Reason reason, Instant until) {
        return TaskScenario.of(step("a"))
                .start()
                .await("a", new WaitCause(reason, new LocalizedText("x", "x"), T0, until));
    }

    /** Gives it an id of its own. */
    private Task add(TaskScenario play) {
        var task = play.task();
        var old = task.origin();
        var origin =
                new TaskDefinition(
                        TaskId.local(100L + tasks.size()),
                        old.operation(),
                        old.name(),
                        new Claim(TaskScope.LOCAL, MaintenanceType.GLOBAL, null, "127.0.0.1:2887"),
                        false,
                        null,
                        old.hosts(),
                        old.params(),
                        old.document(),
                        old.sha256(),
                        old.initiator(),
                        null,
                        false,
                        null,
                        old.createdAt());
        var named =
                new Task(
                        origin,
                        task.graph(),
                        task.subTasks(),
                        task.direction(),
                        task.terminating(),
                        task.abandoned(),
                        task.claimStatus(),
                        task.lifetime(),
                        task.version());
        tasks.add(named);
        return named;
    }
}
