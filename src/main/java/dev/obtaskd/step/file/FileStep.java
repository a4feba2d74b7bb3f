package dev.obtaskd.step.file;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.step.StepContext;
import dev.obtaskd.step.StepKind;
import dev.obtaskd.task.AttemptResult;
import dev.obtaskd.task.AttemptResult.Failed;
import dev.obtaskd.task.AttemptResult.Stopped;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** Writes, copies, links, removes or checks one file, or puts back what such a step replaced. */
@ApplicationScoped
public class FileStep implements StepKind {

    @Override
    public String name() {
        return "file";
    }

    @Override
    public List<Flaw> check(JsonNode spec) {
        return FileCheck.flaws(spec);
    }

    @Override
    public String describe(JsonNode spec) {
        var action = spec.fieldNames().next();
        var what = spec.path(action);
        return switch (action) {
            case "copy" -> "copy " + what.path("from").asText() + " to " + what.path("to").asText();
            case "link" -> "link " + what.path("path").asText() + " to " + what.path("target").asText();
            case "restore" -> "put back what was replaced";
            default -> action + " " + what.path("path").asText();
        };
    }

    @Override
    public AttemptResult run(JsonNode spec, StepContext context) {
        var flaw = check(spec).stream().findFirst();
        if (flaw.isPresent()) {
            return Failed.error(flaw.get().pointer() + " " + flaw.get().message());
        }
        context.log().system(describe(spec));
        try {
            var action = spec.fieldNames().next();
            return new FileAction(context).run(action, spec.get(action));
        } catch (CancellationException asked) {
            return new Stopped("stopped before anything was changed", null, null);
        } catch (IOException broken) {
            return Failed.error(describe(spec) + ": " + words(broken));
        }
    }

    /** Repeats it, as that leads to the same end. */
    @Override
    public Optional<AttemptResult> resume(JsonNode spec, StepContext context) {
        return Optional.of(run(spec, context));
    }

    /** The exceptions of the file system say only a path. */
    private static String words(IOException reason) {
        return switch (reason) {
            case NoSuchFileException missing -> "there is no " + missing.getFile();
            case AccessDeniedException denied -> "no permission for " + denied.getFile();
            case UserPrincipalNotFoundException unknown -> "there is no user or group " + unknown.getName();
            default -> String.valueOf(reason.getMessage());
        };
    }
}
