package dev.obtaskd.store;

import dev.obtaskd.exclusion.Claim;
import dev.obtaskd.exclusion.MaintenanceType;
import dev.obtaskd.exclusion.TaskScope;
import dev.obtaskd.id.AgentAddress;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.writer.StoreFixture;
import dev.obtaskd.task.Attempt;
import dev.obtaskd.task.AttemptKind;
import dev.obtaskd.task.AttemptTrigger;
import dev.obtaskd.task.ClaimStatus;
import dev.obtaskd.task.ClaimStatus.ClaimRelease;
import dev.obtaskd.task.Direction;
import dev.obtaskd.task.FailureCause;
import dev.obtaskd.task.Lifetime;
import dev.obtaskd.task.ParamsRevision;
import dev.obtaskd.task.RestartPolicy;
import dev.obtaskd.task.RollbackPolicy;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.SubTask.QueuedAttempt;
import dev.obtaskd.task.SubTask.SkipRecord;
import dev.obtaskd.task.SubTaskState;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskDefinition;
import dev.obtaskd.task.TaskGraph;
import dev.obtaskd.task.TaskStep;
import dev.obtaskd.task.TaskTransitions;
import dev.obtaskd.task.WaitCause;
import dev.obtaskd.text.LocalizedText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Tasks for tests: random ones by seed, and a simple one to vary. */
public final class SampleTasks {

    public static final Instant T0 = Instant.parse("2026-01-02T03:04:05.678901Z");
    public static final Claim NONE =
            new Claim(TaskScope.LOCAL, MaintenanceType.NONE, null, "10.0.0.1:2887");
    public static final Claim CLUSTER =
            new Claim(TaskScope.CLUSTER, MaintenanceType.GLOBAL, null, null);

    private static final TaskGraph GRAPH =
            TaskGraph.of(List.of(step("a", List.of()), step("b", List.of("a"))));

    private SampleTasks() {}

    public static Claim tenant(String name) {
        return new Claim(TaskScope.CLUSTER, MaintenanceType.TENANT, name, null);
    }

    /** A task with the ids {@code id}, {@code id+1}, {@code id+2} that has not started. */
    public static Task task(long id) {
        return named(id, "op" + id);
    }

    /** The same task in the store of this id's scope. */
    public static Task task(TaskId id) {
        return task(
                id, SubTaskState.PENDING, Named.task("op" + id), T0.plusSeconds(id.number()), null);
    }

    /** The same task with a running attempt of its first step. */
    public static Task running(TaskId id) {
        var begun = TaskTransitions.begin(task(id), T0);
        return TaskTransitions.start(begun, id.number() + 1, T0, null);
    }

    public static Task named(long id, String name) {
        return task(id, SubTaskState.PENDING, Named.task(name), T0.plusSeconds(id), null);
    }

    /** The columns that the list query filters and sorts by. */
    public record Named(
            String operation,
            LocalizedText name,
            @Nullable String target,
            List<String> hosts,
            Claim claim,
            String user,
            boolean hidden,
            @Nullable Long parent) {
        public static Named task(String name) {
            return new Named(
                    "test.op",
                    new LocalizedText(name, "任务"),
                    null,
                    List.of("10.0.0.1:2887"),
                    NONE,
                    "ann",
                    false,
                    null);
        }
    }

    public static Task task(
            long id,
            SubTaskState state,
            Named named,
            Instant createdAt,
            @Nullable Instant endedAt) {
        return task(TaskId.local(id), state, named, createdAt, endedAt);
    }

    private static Task task(
            TaskId id,
            SubTaskState state,
            Named named,
            Instant createdAt,
            @Nullable Instant endedAt) {
        StoreFixture.GRAPHS.put("sha", GRAPH);
        var target =
                named.target() == null ? null : new TaskDefinition.Target("TENANT", named.target());
        var origin =
                new TaskDefinition(
                        id,
                        named.operation(),
                        named.name(),
                        named.claim(),
                        false,
                        target,
                        named.hosts().stream().map(AgentAddress::parse).toList(),
                        "{}",
                        "{\"steps\":[]}",
                        "sha",
                        new TaskDefinition.Initiator(named.user(), TaskDefinition.Source.API),
                        named.parent() == null ? null : TaskId.local(named.parent()),
                        named.hidden(),
                        null,
                        createdAt);
        var subTasks = List.of(in(state, id.number() + 1, "a"), in(state, id.number() + 2, "b"));
        return new Task(
                origin,
                GRAPH,
                subTasks,
                Direction.FORWARD,
                false,
                false,
                ClaimStatus.NONE,
                new Lifetime(null, endedAt),
                0);
    }

    /** The task with other parameters, given as a JSON object. */
    public static Task withParams(Task task, String params) {
        return with(task, task.origin().target(), params);
    }

    /** The task with another target. */
    public static Task withTarget(Task task, TaskDefinition.Target target) {
        return with(task, target, task.origin().params());
    }

    private static Task with(Task task, TaskDefinition.@Nullable Target target, String params) {
        var old = task.origin();
        var origin =
                new TaskDefinition(
                        old.id(),
                        old.operation(),
                        old.name(),
                        old.claim(),
                        old.releaseOnFailure(),
                        target,
                        old.hosts(),
                        params,
                        old.document(),
                        old.sha256(),
                        old.initiator(),
                        old.parentId(),
                        old.hidden(),
                        old.reason(),
                        old.createdAt());
        return new Task(
                origin,
                task.graph(),
                task.subTasks(),
                task.direction(),
                false,
                false,
                ClaimStatus.NONE,
                new Lifetime(null, task.endedAt()),
                task.version());
    }

    static SubTask in(SubTaskState state, long id, String step) {
        return new SubTask(
                id,
                step,
                AgentAddress.parse("10.0.0.1:2887"),
                state,
                null,
                null,
                false,
                0,
                null,
                Map.of(),
                Map.of(),
                null,
                null,
                null,
                Lifetime.NOT_STARTED,
                0);
    }

    /** A task in which every column is filled or empty at random. */
    public static Task random(Random random, long id) {
        StoreFixture.GRAPHS.put("sha" + id % 3, GRAPH);
        var claim =
                List.of(
                                NONE,
                                CLUSTER,
                                tenant("t'1%"),
                                new Claim(TaskScope.LOCAL, MaintenanceType.OBPROXY, null, "h:1"))
                        .get(random.nextInt(4));
        var origin =
                new TaskDefinition(
                        TaskId.local(id),
                        "op.x",
                        new LocalizedText("Näme \"q\"", "名"),
                        claim,
                        random.nextBoolean(),
                        random.nextBoolean() ? new TaskDefinition.Target("HOST", "h\n1") : null,
                        List.of(
                                AgentAddress.parse("10.0.0.1:1"),
                                AgentAddress.parse("[2001:db8::1]:2")),
                        "{\"p\":\"é\\\\\"}",
                        "{\"document\":" + id % 3 + "}",
                        "sha" + id % 3,
                        new TaskDefinition.Initiator(
                                "ann", pick(random, TaskDefinition.Source.values())),
                        random.nextBoolean() ? TaskId.local(7) : null,
                        random.nextBoolean(),
                        words(random),
                        at(random));
        var subTasks =
                IntStream.range(1, 5)
                        .mapToObj(i -> random(random, id + 5 - i, i % 2 == 0 ? "a" : "b"))
                        .toList();
        return new Task(
                origin,
                GRAPH,
                subTasks,
                pick(random, Direction.values()),
                random.nextBoolean(),
                random.nextInt(5) == 0,
                claimStatus(random),
                new Lifetime(orNull(random), orNull(random)),
                random.nextInt(9),
                IntStream.range(2, 2 + random.nextInt(3))
                        .mapToObj(n -> params(random, n))
                        .toList());
    }

    private static ClaimStatus claimStatus(Random random) {
        var releasedAt = orNull(random);
        return new ClaimStatus(
                random.nextBoolean(),
                releasedAt,
                releasedAt != null && random.nextBoolean()
                        ? new ClaimRelease("root", releasedAt, "because\n")
                        : null);
    }

    private static ParamsRevision params(Random random, int number) {
        return new ParamsRevision(
                number, "{\"p\":" + number + "}", "ann", at(random), words(random));
    }

    public static SubTask random(Random random, long id, String step) {
        var queued =
                random.nextBoolean()
                        ? new QueuedAttempt(
                                pick(random, AttemptKind.values()),
                                pick(random, AttemptTrigger.values()),
                                pick(random, SubTaskState.values()))
                        : null;
        var waiting =
                random.nextBoolean()
                        ? new WaitCause(
                                pick(random, WaitCause.Reason.values()),
                                new LocalizedText("port 1", "端口 1 等"),
                                at(random),
                                orNull(random))
                        : null;
        var skipped =
                random.nextBoolean()
                        ? new SkipRecord(words(random), at(random), words(random))
                        : null;
        return new SubTask(
                id,
                step,
                AgentAddress.parse("[2001:db8::1]:1"),
                pick(random, SubTaskState.values()),
                queued,
                random.nextBoolean() ? attempt(random, 1 + random.nextInt(3)) : null,
                random.nextBoolean(),
                random.nextInt(4),
                waiting,
                random.nextBoolean() ? Map.of("k", "v\"\n", "键", "") : Map.of(),
                random.nextBoolean() ? Map.of("w", words(random) + "w") : Map.of(),
                skipped,
                random.nextBoolean() ? pick(random, FailureCause.values()) : null,
                words(random),
                new Lifetime(orNull(random), orNull(random)),
                random.nextInt(9));
    }

    public static Attempt attempt(Random random, int no) {
        return new Attempt(
                no,
                pick(random, AttemptKind.values()),
                pick(random, AttemptTrigger.values()),
                new Lifetime(orNull(random), orNull(random)),
                random.nextBoolean() ? pick(random, Attempt.Outcome.values()) : null,
                random.nextBoolean() ? pick(random, FailureCause.values()) : null,
                random.nextBoolean() ? random.nextInt(256) : null,
                random.nextBoolean() ? "TERM" : null,
                words(random),
                random.nextBoolean() ? "0d1f6c1e-5b0c-4a0f-9f58-6f0c2a1b7c11" : null,
                1 + random.nextInt(3));
    }

    /** The sub task with another state, attempt and the next version. */
    public static SubTask changed(SubTask old, SubTaskState state, @Nullable Attempt attempt) {
        return new SubTask(
                old.id(),
                old.stepId(),
                old.host(),
                state,
                old.queued(),
                attempt,
                old.toUndo(),
                old.autoRetries(),
                old.waiting(),
                old.output(),
                old.written(),
                old.skipped(),
                old.cause(),
                old.message(),
                new Lifetime(old.startedAt(), old.endedAt()),
                old.version() + 1);
    }

    /** The task with other sub tasks and the next version. */
    public static Task changed(Task old, List<SubTask> subTasks) {
        return new Task(
                old.origin(),
                old.graph(),
                subTasks,
                old.direction(),
                old.terminating(),
                old.abandoned(),
                old.claimStatus(),
                new Lifetime(old.startedAt(), old.endedAt()),
                old.version() + 1,
                old.paramsRevisions());
    }

    private static TaskStep step(String id, List<String> needs) {
        return new TaskStep(
                id,
                new LocalizedText(id, id),
                "exec",
                needs,
                RollbackPolicy.NONE,
                TaskStep.Allow.ALL,
                Duration.ofMinutes(1),
                TaskStep.Retries.NONE,
                RestartPolicy.FAIL);
    }

    private static <E> E pick(Random random, E[] values) {
        return values[random.nextInt(values.length)];
    }

    private static @Nullable String words(Random random) {
        return random.nextBoolean() ? "because it's \"so\" 因为" : null;
    }

    private static Instant at(Random random) {
        return T0.plusNanos(random.nextLong(1_000_000_000_000L) * 1_000);
    }

    private static @Nullable Instant orNull(Random random) {
        return random.nextBoolean() ? at(random) : null;
    }
}
