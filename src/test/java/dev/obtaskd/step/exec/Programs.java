package dev.obtaskd.step.exec;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obtaskd.step.FakeContext;
import dev.obtaskd.task.AttemptResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Runs real programs for the tests of this package. Close it: its spare wrapper would outlive the test. */
final class Programs implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();

    final ExecStep step;

    Programs() {
        this(ControlGroups.none());
    }

    /** @param groups what the host has to hold limits */
    Programs(ControlGroups groups) {
        this(groups, Duration.ofMillis(400));
    }

    /** @param grace between SIGTERM and SIGKILL */
    Programs(ControlGroups groups, Duration grace) {
        this(groups, new TestConfig(grace));
    }

    Programs(ExecConfig config) {
        this(ControlGroups.none(), config);
    }

    private Programs(ControlGroups groups, ExecConfig config) {
        step = new ExecStep(config, new OutputWatch(), groups);
    }

    static ObjectNode spec(String... argv) {
        ObjectNode spec = JSON.createObjectNode();
        List.of(argv).forEach(spec.putArray("argv")::add);
        return spec;
    }

    static ObjectNode shell(String code) {
        return spec("/bin/sh", "-c", code);
    }

    AttemptResult run(JsonNode spec, FakeContext context) throws Exception {
        return start(spec, context).get(30, SECONDS);
    }

    CompletableFuture<AttemptResult> start(JsonNode spec, FakeContext context) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return step.run(spec, context);
            } catch (InterruptedException never) {
                throw new CompletionException(never);
            }
        }, Thread::startVirtualThread);
    }

    CompletableFuture<Optional<AttemptResult>> resume(JsonNode spec, FakeContext context) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return step.resume(spec, context);
            } catch (InterruptedException never) {
                throw new CompletionException(never);
            }
        }, Thread::startVirtualThread);
    }

    @Override
    public void close() throws IOException {
        step.close();
    }

    /** Nobody before the attempt has its cookie. */
    static List<ProcessStat> alive(Path directory) throws Exception {
        var files = new AttemptFiles(directory);
        var cookie = Cookie.kept(files);
        return cookie.isPresent() ? new Family(files, cookie.get(), AttemptGroups.of(files, List::of)).members().all() : List.of();
    }
}
