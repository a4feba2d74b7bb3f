package dev.obtaskd.step.exec;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obtaskd.step.FakeContext;
import dev.obtaskd.step.exec.cgroup.AttemptGroups;
import dev.obtaskd.step.exec.cgroup.ControlGroups;
import dev.obtaskd.step.exec.output.OutputWatch;
import dev.obtaskd.step.exec.proc.AttemptFiles;
import dev.obtaskd.step.exec.proc.ProcessStat;
import dev.obtaskd.step.exec.proc.ProcessTag;
import dev.obtaskd.step.exec.process.AttemptProcesses;
import dev.obtaskd.task.AttemptResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Runs real programs for the tests of this package. Must be closed: spare wrappers would outlive
 * the test.
 */
public final class TestPrograms implements AutoCloseable {

    public static final ObjectMapper JSON = new ObjectMapper();

    final ExecStep step;

    public TestPrograms() {
        this(ControlGroups.none());
    }

    /**
     * @param groups control groups that enforce limits
     */
    public TestPrograms(ControlGroups groups) {
        this(groups, Duration.ofMillis(400));
    }

    /**
     * @param grace time between SIGTERM and SIGKILL
     */
    TestPrograms(ControlGroups groups, Duration grace) {
        this(groups, new TestExecSettings(grace));
    }

    TestPrograms(ExecSettings config) {
        this(ControlGroups.none(), config);
    }

    private TestPrograms(ControlGroups groups, ExecSettings config) {
        step = new ExecStep(config, new OutputWatch(), groups);
    }

    public static ObjectNode spec(String... argv) {
        ObjectNode spec = JSON.createObjectNode();
        List.of(argv).forEach(spec.putArray("argv")::add);
        return spec;
    }

    public static ObjectNode shell(String code) {
        return spec("/bin/sh", "-c", code);
    }

    public AttemptResult run(JsonNode spec, FakeContext context) throws Exception {
        return start(spec, context).get(30, SECONDS);
    }

    public CompletableFuture<AttemptResult> start(JsonNode spec, FakeContext context) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return step.run(spec, context);
                    } catch (InterruptedException never) {
                        throw new CompletionException(never);
                    }
                },
                Thread::startVirtualThread);
    }

    public CompletableFuture<Optional<AttemptResult>> resume(JsonNode spec, FakeContext context) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return step.resume(spec, context);
                    } catch (InterruptedException never) {
                        throw new CompletionException(never);
                    }
                },
                Thread::startVirtualThread);
    }

    @Override
    public void close() throws IOException {
        step.close();
    }

    /** Processes with the tag of an attempt; before the attempt there are none. */
    public static List<ProcessStat> alive(Path directory) throws Exception {
        var files = new AttemptFiles(directory);
        var tag = ProcessTag.stored(files);
        return tag.isPresent()
                ? new AttemptProcesses(files, tag.get(), AttemptGroups.of(files, List::of))
                        .members()
                        .all()
                : List.of();
    }
}
