package dev.obtaskd.api.v2;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.obtaskd.engine.Actor;
import dev.obtaskd.engine.SubmitRequest;
import dev.obtaskd.engine.SubmitResult;
import dev.obtaskd.engine.TaskSubmitter;
import dev.obtaskd.engine.attempt.EngineSettings;
import dev.obtaskd.log.AttemptDirectory;
import dev.obtaskd.log.TaskDirectories;
import dev.obtaskd.security.AccountStore;
import dev.obtaskd.security.PasswordHasher;
import dev.obtaskd.security.UserAccount;
import dev.obtaskd.security.UserRole;
import dev.obtaskd.store.StoreReader;
import dev.obtaskd.task.GenericIds;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskDefinition;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** A daemon with site operations whose logs and files tests read over HTTP. */
@ApplicationScoped
class LogDaemon {

    static final Actor MIA =
            new Actor("mia", "TASK_MANAGER", TaskDefinition.Source.API, "192.0.2.7");

    private final TaskSubmitter submit;
    private final StoreReader tasks;
    private final TaskDirectories attempts;
    private final AccountStore accounts;
    private final EngineSettings settings;

    LogDaemon(
            TaskSubmitter submit,
            StoreReader tasks,
            TaskDirectories attempts,
            AccountStore accounts,
            EngineSettings settings) {
        this.submit = submit;
        this.tasks = tasks;
        this.attempts = attempts;
        this.accounts = accounts;
        this.settings = settings;
    }

    /** Data and operations of its own. */
    public static class Profile implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                var root = Files.createTempDirectory("obtaskd-site");
                var operations = Files.createDirectory(root.resolve("operations.d"));
                for (var operation : LogOperations.ALL.entrySet()) {
                    Files.writeString(operations.resolve(operation.getKey()), operation.getValue());
                }
                return Map.of(
                        "obtaskd.data-dir",
                        root.resolve("data").toString(),
                        "obtaskd.operations-dir",
                        operations.toString(),
                        // DownloadLimitsTest waits for this timeout.
                        "obtaskd.download.idle",
                        "5s");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Starts a task and waits until it has ended or failed. */
    Task run(String operation) {
        var task = start(operation);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> latest(task).endedAt() != null);
        return latest(task);
    }

    Task start(String operation) {
        var params = JsonNodeFactory.instance.objectNode();
        return switch (submit.submit(
                new SubmitRequest(operation, params, List.of(), "=because", MIA, null))) {
            case SubmitResult.Accepted(var task) -> task;
            case SubmitResult other -> throw new AssertionError(other);
        };
    }

    Task latest(Task task) {
        return tasks.find(task.id()).orElseThrow();
    }

    String id(Task task) {
        return GenericIds.of(task, task.id().number(), settings.agent().address()).toString();
    }

    String id(Task task, String step) {
        return GenericIds.of(
                        task, task.subTasksOf(step).getFirst().id(), settings.agent().address())
                .toString();
    }

    /** The directory of the first attempt of a step. */
    AttemptDirectory directory(Task task, String step) {
        return attempts.of(task.id(), task.origin().createdAt())
                .find(task.subTasksOf(step).getFirst().id(), 1)
                .orElseThrow();
    }

    Path tree(Task task) {
        return attempts.of(task.id(), task.origin().createdAt()).path();
    }

    /** A request of a viewer. */
    RequestSpecification viewer() {
        return user("eve", UserRole.TASK_VIEWER);
    }

    /** A request of a manager. */
    RequestSpecification manager() {
        return user("max", UserRole.TASK_MANAGER);
    }

    private RequestSpecification user(String name, UserRole role) {
        var password = name.substring(0, 1);
        if (accounts.find(name).isEmpty()) {
            accounts.create(
                    new UserAccount(name, role, PasswordHasher.hash(password.toCharArray())));
        }
        return given().auth().preemptive().basic(name, password).urlEncodingEnabled(false);
    }
}
