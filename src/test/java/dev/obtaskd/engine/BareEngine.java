package dev.obtaskd.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.obtaskd.catalogue.Catalogue;
import dev.obtaskd.catalogue.operation.DirectoryRules;
import dev.obtaskd.engine.attempt.AttemptLauncher;
import dev.obtaskd.engine.attempt.AttemptListener;
import dev.obtaskd.engine.attempt.EngineSettings;
import dev.obtaskd.engine.attempt.HostBoot;
import dev.obtaskd.engine.attempt.LocalAttemptExecutor;
import dev.obtaskd.engine.attempt.SecretStore;
import dev.obtaskd.engine.attempt.StepSpecs;
import dev.obtaskd.log.LogAppends;
import dev.obtaskd.log.LogLimits;
import dev.obtaskd.log.TaskDirectories;
import dev.obtaskd.step.StepKind;
import dev.obtaskd.store.StoreReader;
import dev.obtaskd.store.writer.StoreFixture;
import dev.obtaskd.store.writer.StoreWriter;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskDefinition;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * The engine as the daemon assembles it, with its clock and its loop, on a store in a file; only
 * HTTP is missing.
 */
public final class BareEngine implements AutoCloseable {

    private static final Actor ADMIN =
            new Actor("admin", "ADMIN", TaskDefinition.Source.API, "127.0.0.1");
    private static final long LOOK_NANOS = 50_000;

    /**
     * How it is set up.
     *
     * @param fsync whether commits are forced to disk
     * @param safetyTimer of the loop; zero for none
     */
    public record Setup(int maxRunning, boolean fsync, Duration safetyTimer)
            implements EngineSettings, EngineSettings.LoopSettings {

        @Override
        public AgentSettings agent() {
            return new Self("127.0.0.1", 2887);
        }

        @Override
        public int maxUnfinished() {
            return 100_000;
        }

        @Override
        public LoopSettings engine() {
            return this;
        }

        @Override
        public RetentionSettings retention() {
            throw new UnsupportedOperationException("nothing is swept here");
        }
    }

    private record Self(String ip, int port) implements EngineSettings.AgentSettings {}

    private final StoreFixture store;
    private final TaskSubmitter submit;
    private final EngineLoop loop;
    private final EngineStats workload;

    /**
     * Opens the store and starts the loop.
     *
     * @param directory the data directory; operations are in its {@code operations}
     */
    public BareEngine(Path directory, List<StepKind> kinds, Setup setup) {
        var clock = Clock.systemUTC();
        var specs =
                new StepSpecs(
                        setup,
                        new SecretStore(StoreFixture.data(directory)),
                        new DirectoryRules(directory.toString(), Map.of()));
        store = new StoreFixture(directory, specs, setup.fsync());
        var reports = new AttemptListener[1];
        var launcher =
                new AttemptLauncher(
                        new LocalAttemptExecutor(
                                kinds,
                                specs,
                                new TaskDirectories(directory),
                                LogLimits.DEFAULT,
                                store.tasks(),
                                clock,
                                new LogAppends()),
                        (Supplier<AttemptListener>) () -> reports[0]);
        var context =
                new EngineContext(
                        clock,
                        specs,
                        launcher,
                        new HostBoot("bench"),
                        setup,
                        new OwnAddresses(null, setup));
        var advance = new TaskAdvancer(store.writer(), context);
        reports[0] = advance;
        submit =
                new TaskSubmitter(
                        new Catalogue(() -> directory.resolve("operations"), kinds),
                        store.writer(),
                        context,
                        specs,
                        setup);
        loop = new EngineLoop(context, new TaskRecovery(store.writer(), context), advance, setup);
        workload = new EngineStats(context);
        loop.start(new StartupEvent());
    }

    /** Submits a task of an operation without parameters; returns when the task is accepted. */
    public Task submit(String operation) {
        var submission =
                new SubmitRequest(
                        operation,
                        JsonNodeFactory.instance.objectNode(),
                        List.of(),
                        null,
                        ADMIN,
                        null);
        if (submit.submit(submission) instanceof SubmitResult.Accepted(var task)) {
            return task;
        }
        throw new IllegalStateException(operation + " was not accepted");
    }

    /** Waits until nothing runs or waits, and everything is on disk. */
    public void awaitQuiet() {
        do {
            while (going() > 0) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
            // Counts are consistent on the writer thread only.
        } while (writer().write(tx -> going()) > 0);
    }

    private int going() {
        return workload.running() + workload.queued();
    }

    public StoreWriter writer() {
        return store.writer();
    }

    public StoreReader tasks() {
        return store.tasks();
    }

    @Override
    public void close() {
        loop.stop(new ShutdownEvent());
        store.close();
    }
}
