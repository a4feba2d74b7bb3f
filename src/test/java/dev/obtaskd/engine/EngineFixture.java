package dev.obtaskd.engine;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obtaskd.catalogue.Catalogue;
import dev.obtaskd.catalogue.CatalogueSettings;
import dev.obtaskd.catalogue.operation.DirectoryRules;
import dev.obtaskd.engine.attempt.AttemptLauncher;
import dev.obtaskd.engine.attempt.AttemptListener;
import dev.obtaskd.engine.attempt.EngineSettings;
import dev.obtaskd.engine.attempt.HostBoot;
import dev.obtaskd.engine.attempt.LocalAttemptExecutor;
import dev.obtaskd.engine.attempt.SecretStore;
import dev.obtaskd.engine.attempt.StepSpecs;
import dev.obtaskd.id.SubTaskId;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.log.LogAppends;
import dev.obtaskd.log.LogLimits;
import dev.obtaskd.log.TaskDirectories;
import dev.obtaskd.store.writer.StoreFixture;
import dev.obtaskd.task.AttemptResult;
import dev.obtaskd.task.SubTaskOp;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskDefinition;
import dev.obtaskd.task.TaskOp;
import dev.obtaskd.testing.FakeStep;
import dev.obtaskd.testing.SettableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * An engine on a real store without a container: the test sets the clock, runs the loop, and ends
 * the steps. Sub tasks are named by their step.
 */
public final class EngineFixture implements AutoCloseable {

    static final Actor ADMIN = new Actor("admin", "ADMIN", TaskDefinition.Source.API, "127.0.0.1");

    private static final ObjectMapper JSON = new ObjectMapper();

    public final SettableClock clock = new SettableClock();
    final FakeStep fake = new FakeStep();
    public final StoreFixture store;
    public final TaskSubmitter submit;
    public final TaskControl control;
    final TaskAdvancer advance;
    public final AttemptLauncher launcher;
    final EngineContext context;

    /**
     * @param directory the data directory; site operations are its {@code *.yaml} in {@code
     *     operations}
     */
    public EngineFixture(Path directory, int maxRunning) {
        var settings = settings(maxRunning);
        var specs =
                new StepSpecs(
                        settings,
                        new SecretStore(StoreFixture.data(directory)),
                        new DirectoryRules(directory.toString(), Map.of()));
        store = new StoreFixture(directory, specs);
        CatalogueSettings site = () -> directory.resolve("operations");
        var catalogue = new Catalogue(site, List.of(fake));
        var reports = new AttemptListener[1];
        Supplier<AttemptListener> later = () -> reports[0];
        launcher =
                new AttemptLauncher(
                        new LocalAttemptExecutor(
                                List.of(fake),
                                specs,
                                new TaskDirectories(directory),
                                LogLimits.DEFAULT,
                                store.tasks(),
                                clock,
                                new LogAppends()),
                        later);
        context =
                new EngineContext(
                        clock,
                        specs,
                        launcher,
                        new HostBoot("test"),
                        settings,
                        new OwnAddresses(null, settings));
        advance = new TaskAdvancer(store.writer(), context);
        reports[0] = advance;
        submit = new TaskSubmitter(catalogue, store.writer(), context, specs, settings);
        control = new TaskControl(store.writer(), context, new TaskParameters(specs, settings));
        new TaskRecovery(store.writer(), context).runOnce();
    }

    SubmitResult submit(String operation) {
        return submit(operation, Map.of());
    }

    SubmitResult submit(String operation, Map<String, Object> params) {
        return submit(operation, params, null);
    }

    SubmitResult submit(String operation, Map<String, Object> params, IdempotentRequest repeat) {
        ObjectNode given = JSON.valueToTree(params);
        return submit.submit(new SubmitRequest(operation, given, List.of(), null, ADMIN, repeat));
    }

    /** Submits, and requires that the task is accepted. */
    public long accepted(String operation) {
        return ((SubmitResult.Accepted) submit(operation)).task().id().number();
    }

    public ControlResult op(TaskOp op, long taskId) {
        return control.apply(op, TaskId.local(taskId), new ControlRequest(ADMIN, null, null, null));
    }

    ControlResult op(SubTaskOp op, long taskId, String step) {
        var subTask = task(taskId).subTasksOf(step).getFirst().id();
        return control.apply(
                op, SubTaskId.local(subTask), new ControlRequest(ADMIN, null, null, null));
    }

    public Task task(long id) {
        return store.tasks().find(TaskId.local(id)).orElseThrow();
    }

    String states(long id) {
        return task(id).subTasks().stream()
                .map(s -> s.stepId() + "=" + s.state())
                .collect(Collectors.joining(" "));
    }

    public void succeed(long taskId, String... steps) {
        for (var step : steps) {
            end(taskId, step, new AttemptResult.Succeeded(Map.of(), 0));
        }
    }

    public void fail(long taskId, String... steps) {
        for (var step : steps) {
            end(taskId, step, AttemptResult.Failed.error("exit code 1"));
        }
    }

    /** Ends the current attempt of a step, and returns when the result is stored. */
    void end(long taskId, String step, AttemptResult result) {
        var subTask = task(taskId).subTasksOf(step).getFirst();
        var no = subTask.attemptNo();
        quickly().until(() -> fake.end(step, result) || fake.end("undo " + step, result));
        awaitTask(
                taskId,
                task ->
                        task.subTasksOf(step).getFirst().attemptNo() > no
                                || !task.subTasksOf(step).getFirst().hasRunningAttempt());
    }

    /** Waits until a stored task matches. */
    void awaitTask(long taskId, Predicate<Task> as) {
        quickly().until(() -> as.test(task(taskId)));
    }

    public static org.awaitility.core.ConditionFactory quickly() {
        return await().pollInterval(Duration.ofMillis(2)).atMost(Duration.ofSeconds(10));
    }

    @Override
    public void close() {
        advance.stop();
        launcher.detach();
        store.close();
    }

    /**
     * Writes a site operation of fake steps: each line is {@code id [needs…]}, and every step can
     * be rolled back.
     */
    public static void operation(Path directory, String name, String head, String... steps) {
        var yaml =
                new StringBuilder(
                        "operation: "
                                + name
                                + "\ntitle: {en: T, zh: 测试}\ndescription: {en: D, zh: 测试}\n"
                                + head
                                + "\nsteps:\n");
        for (var step : steps) {
            var words = step.split(" ", 2);
            var id = words[0];
            yaml.append("  - id: ")
                    .append(id)
                    .append("\n    title: {en: ")
                    .append(id)
                    .append(", zh: 步骤}\n")
                    .append("    run: {fake: {name: ")
                    .append(id)
                    .append("}}\n")
                    .append("    rollback: {fake: {name: undo ")
                    .append(id)
                    .append("}}\n");
            if (words.length > 1) {
                yaml.append("    ").append(words[1].replace("; ", "\n    ")).append('\n');
            }
        }
        try {
            var operations = Files.createDirectories(directory.resolve("operations"));
            Files.writeString(operations.resolve(name + ".yaml"), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static EngineSettings settings(int maxRunning) {
        return new EngineSettings() {
            @Override
            public AgentSettings agent() {
                return new AgentSettings() {
                    @Override
                    public String ip() {
                        return "127.0.0.1";
                    }

                    @Override
                    public int port() {
                        return 2887;
                    }
                };
            }

            @Override
            public int maxRunning() {
                return maxRunning;
            }

            @Override
            public int maxUnfinished() {
                return 50;
            }

            @Override
            public LoopSettings engine() {
                return () -> Duration.ofSeconds(30);
            }

            @Override
            public RetentionSettings retention() {
                throw new UnsupportedOperationException();
            }
        };
    }
}
