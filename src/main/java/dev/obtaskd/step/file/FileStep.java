package dev.obtaskd.step.file;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.step.BlockingCalls;
import dev.obtaskd.step.StepContext;
import dev.obtaskd.step.StepKind;
import dev.obtaskd.task.AttemptResult;
import dev.obtaskd.task.AttemptResult.Failed;
import dev.obtaskd.task.AttemptResult.Stopped;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/** Writes, copies, links, removes or checks one file, or restores what such a step replaced. */
@ApplicationScoped
public class FileStep implements StepKind {

    /** Time for copying to reach its next block, and for a started change to end. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final Duration POLL_INTERVAL = Duration.ofHours(1);
    private static final String HANGS =
            ": stopped; it hangs in a system call and was abandoned; it will change nothing";
    private static final String STILL_CHANGING =
            ": stopped; it hangs in the system call that makes the change, which may still take"
                    + " effect";

    private final BlockingCalls calls;

    FileStep(BlockingCalls calls) {
        this.calls = calls;
    }

    @Override
    public String name() {
        return "file";
    }

    @Override
    public List<Flaw> check(JsonNode spec) {
        return FileSpecChecker.flaws(spec);
    }

    @Override
    public String describe(JsonNode spec) {
        var action = spec.fieldNames().next();
        var what = spec.path(action);
        return switch (action) {
            case "copy" -> "copy " + what.path("from").asText() + " to " + what.path("to").asText();
            case "link" ->
                    "link " + what.path("path").asText() + " to " + what.path("target").asText();
            case "restore" -> "restore what was replaced";
            default -> action + " " + what.path("path").asText();
        };
    }

    @Override
    public AttemptResult run(JsonNode spec, StepContext context) throws InterruptedException {
        var flaw = check(spec).stream().findFirst();
        if (flaw.isPresent()) {
            return Failed.error(flaw.get().pointer() + " " + flaw.get().message().en());
        }
        context.log().system(describe(spec));
        try {
            return supervise(spec, context);
        } catch (IllegalStateException noThread) {
            return Failed.error(describe(spec) + ": " + noThread.getMessage());
        }
    }

    /**
     * The work runs on a thread of its own, which is abandoned if it does not return when the
     * attempt must stop.
     */
    private AttemptResult supervise(JsonNode spec, StepContext context)
            throws InterruptedException {
        var gate = new AttemptGate(context);
        var stop = BlockingCalls.stopOf(context);
        var call = calls.work("file-" + context.attemptKey(), () -> act(spec, context, gate));
        while (!call.await(stop, POLL_INTERVAL) && !stop.isDone()) {
            // Nothing to do: the engine requests the stop at the deadline.
        }
        if (context.detached() || call.await(new CompletableFuture<>(), GRACE)) {
            return call.result()
                    .getNow(new Stopped("detached until the daemon starts again", null, null));
        }
        var mayTakeEffect = gate.close();
        call.abandon();
        return call.result()
                .getNow(
                        new Stopped(
                                mayTakeEffect
                                        ? describe(spec) + STILL_CHANGING
                                        : describe(spec) + HANGS,
                                null,
                                null));
    }

    private AttemptResult act(JsonNode spec, StepContext context, AttemptGate gate) {
        try {
            var action = spec.fieldNames().next();
            return new FileAction(context, gate).run(action, spec.get(action));
        } catch (CancellationException asked) {
            return new Stopped("stopped before anything was changed", null, null);
        } catch (IOException broken) {
            return Failed.error(describe(spec) + ": " + message(broken));
        }
    }

    /** Runs the step again: it is idempotent. */
    @Override
    public Optional<AttemptResult> resume(JsonNode spec, StepContext context)
            throws InterruptedException {
        return Optional.of(run(spec, context));
    }

    /** Exceptions of the file system contain only a path, in the character set of the locale. */
    private static String message(IOException reason) {
        return switch (reason) {
            case FileActionException failure -> String.valueOf(failure.getMessage());
            case NoSuchFileException missing -> shown(missing) + " does not exist";
            case AccessDeniedException denied -> "no permission for " + shown(denied);
            case FileSystemException other when other.getReason() != null ->
                    shown(other) + ": " + other.getReason();
            default -> String.valueOf(reason.getMessage());
        };
    }

    private static String shown(FileSystemException reason) {
        var file = String.valueOf(reason.getFile());
        return file.indexOf('\uFFFD') < 0 ? file : "the file";
    }
}
