package dev.obtaskd.step.file;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.step.StepContext;
import dev.obtaskd.task.AttemptResult;
import dev.obtaskd.task.AttemptResult.Failed;
import dev.obtaskd.task.AttemptResult.Succeeded;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CancellationException;

/** The actions of a {@code file} step. */
final class FileAction {

    private static final AttemptResult DONE = new Succeeded(Map.of(), null);

    private final StepContext context;
    private final Kept kept;

    FileAction(StepContext context) {
        this.context = context;
        this.kept = Kept.of(context);
    }

    /** @param name one that {@link FileCheck} knows */
    AttemptResult run(String name, JsonNode spec) throws IOException {
        goOn();
        return switch (name) {
            case "write" -> write(spec);
            case "copy" -> copy(path(spec, "from"), path(spec, "to"), spec.path("mode").asText(""));
            case "link" -> link(path(spec, "path"), path(spec, "target"));
            case "remove" -> remove(path(spec, "path"));
            case "checksum" -> checksum(path(spec, "path"), spec.path("sha256").asText(""));
            default -> restore();
        };
    }

    private AttemptResult write(JsonNode spec) throws IOException {
        var target = new Replace(path(spec, "path"));
        kept.keep(target.path());
        target.by(
                out -> out.write(spec.path("content").asText().getBytes(StandardCharsets.UTF_8)),
                Access.of(spec.path("mode").asText("0644"), spec.path("owner").asText("")));
        return DONE;
    }

    private AttemptResult copy(Path from, Path to, String mode) throws IOException {
        var access = mode.isEmpty() ? Access.like(from) : Access.of(mode, "");
        kept.keep(to);
        try (var in = Files.newInputStream(from)) {
            new Replace(to).by(out -> transfer(in, out), access);
        }
        return DONE;
    }

    private AttemptResult link(Path path, Path target) throws IOException {
        kept.keep(path);
        new Replace(path).byLink(target);
        return DONE;
    }

    private AttemptResult remove(Path path) throws IOException {
        kept.keep(path);
        Files.deleteIfExists(path);
        return DONE;
    }

    private AttemptResult restore() throws IOException {
        context.log().system(kept.restore().map(path -> "put back " + path).orElse("nothing was replaced"));
        return DONE;
    }

    private AttemptResult checksum(Path path, String expected) throws IOException {
        var digest = sha256();
        try (var in = Files.newInputStream(path);
                var out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            transfer(in, out);
        }
        var sum = HexFormat.of().formatHex(digest.digest());
        return expected.isEmpty() || expected.equalsIgnoreCase(sum)
                ? new Succeeded(Map.of("sha256", sum), null)
                : Failed.error("the SHA-256 of " + path + " is " + sum + ", expected " + expected);
    }

    private void transfer(InputStream in, OutputStream out) throws IOException {
        var buffer = new byte[64 * 1024];
        for (int count; (count = in.read(buffer)) >= 0; ) {
            goOn();
            out.write(buffer, 0, count);
        }
    }

    private void goOn() {
        if (context.cancellation().requested() || context.detached()) {
            throw new CancellationException();
        }
    }

    private static Path path(JsonNode spec, String key) {
        return Path.of(spec.path(key).asText());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
