package dev.obtaskd.step.file;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.path.PathNames;
import dev.obtaskd.step.StepContext;
import dev.obtaskd.task.AttemptResult;
import dev.obtaskd.task.AttemptResult.Failed;
import dev.obtaskd.task.AttemptResult.Succeeded;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** The actions of a {@code file} step. */
final class FileAction {

    private static final AttemptResult DONE = new Succeeded(Map.of(), null);

    /** The number of links that the kernel follows. */
    private static final int MAX_LINKS = 40;

    private static final int DEFAULT_MODE = 0644;

    private final StepContext context;
    private final AttemptGate gate;
    private final Backup backup;

    FileAction(StepContext context, AttemptGate gate) {
        this.context = context;
        this.gate = gate;
        this.backup = new Backup(context, gate);
    }

    /**
     * @param name an action of {@link FileSpecChecker}
     */
    AttemptResult run(String name, JsonNode spec) throws IOException {
        return switch (name) {
            case "write" -> write(spec);
            case "copy" -> copy(spec);
            case "link" -> link(path(spec, "path"), path(spec, "target"));
            case "remove" -> remove(path(spec, "path"));
            case "checksum" -> checksum(path(spec, "path"), spec.path("sha256").asText(""));
            default -> restore();
        };
    }

    private AttemptResult write(JsonNode spec) throws IOException {
        var target = target(place(path(spec, "path"), spec));
        var access = access(target.path(), spec, DEFAULT_MODE);
        var content = spec.path("content").asText().getBytes(StandardCharsets.UTF_8);
        keep(target);
        target.by(out -> out.write(content), access);
        return DONE;
    }

    private AttemptResult copy(JsonNode spec) throws IOException {
        var from = path(spec, "from");
        var target = target(place(path(spec, "to"), spec));
        try (var in = FileKind.open(from)) {
            var access = access(target.path(), spec, FilePermissions.mode(from));
            keep(target);
            target.by(out -> gate.transfer(in, out), access);
        }
        return DONE;
    }

    private AttemptResult link(Path path, Path to) throws IOException {
        var target = target(path);
        keep(target);
        target.byLink(to);
        return DONE;
    }

    private AttemptResult remove(Path path) throws IOException {
        var target = target(path);
        keep(target);
        target.byNothing();
        return DONE;
    }

    private AttemptResult restore() throws IOException {
        gate.checkNotStopped();
        var path = backup.restore();
        context.log()
                .system(
                        path.map(PathNames::display)
                                .map("restored "::concat)
                                .orElse("nothing to restore"));
        return DONE;
    }

    private AttemptResult checksum(Path path, String expected) throws IOException {
        gate.checkNotStopped();
        var digest = sha256();
        try (var in = FileKind.open(path);
                var out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            gate.transfer(in, out);
        }
        var sum = HexFormat.of().formatHex(digest.digest());
        return expected.isEmpty() || expected.equalsIgnoreCase(sum)
                ? new Succeeded(Map.of("sha256", sum), null)
                : Failed.error(
                        "the SHA-256 of "
                                + PathNames.display(path)
                                + " is "
                                + sum
                                + ", expected "
                                + expected);
    }

    /** Also cleans up after a daemon that was killed, even if the attempt must stop. */
    private AtomicReplace target(Path path) throws IOException {
        var target = AtomicReplace.target(path, context.attemptKey(), gate);
        target.clean();
        gate.checkNotStopped();
        return target;
    }

    private void keep(AtomicReplace target) throws IOException {
        backup.keep(target.path(), FileKind.replaceable(target.path()));
    }

    /** An existing file keeps its mode and owner unless the specification sets them. */
    private FilePermissions access(Path path, JsonNode spec, int mode) throws IOException {
        var base =
                FileKind.of(path, LinkOption.NOFOLLOW_LINKS) == FileKind.FILE
                        ? FilePermissions.like(path)
                        : FilePermissions.own(mode);
        return base.withMode(spec.path("mode").asText(""))
                .withOwner(
                        spec.path("owner").asText(""),
                        path.getFileSystem().getUserPrincipalLookupService());
    }

    /** The path to write: a symbolic link is replaced unless {@code follow} is set. */
    private Path place(Path path, JsonNode spec) throws IOException {
        if (FileKind.of(path, LinkOption.NOFOLLOW_LINKS) != FileKind.LINK) {
            return path;
        }
        if (!spec.path("follow").asBoolean(false)) {
            context.log()
                    .system(
                            PathNames.display(path)
                                    + " is a symbolic link and is replaced; use follow: true to"
                                    + " change its target");
            return path;
        }
        var place = followed(path);
        context.log()
                .system(
                        PathNames.display(path)
                                + " is a symbolic link; its target is changed: "
                                + PathNames.display(place));
        return place;
    }

    private static Path followed(Path path) throws IOException {
        var place = path;
        for (var count = 0;
                FileKind.of(place, LinkOption.NOFOLLOW_LINKS) == FileKind.LINK;
                count++) {
            if (count == MAX_LINKS) {
                throw new FileActionException(
                        PathNames.display(path)
                                + " leads through more than "
                                + MAX_LINKS
                                + " symbolic links");
            }
            place = place.resolveSibling(Files.readSymbolicLink(place));
        }
        return place;
    }

    private static Path path(JsonNode spec, String key) {
        return PathNames.path(spec.path(key).asText());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
    }
}
