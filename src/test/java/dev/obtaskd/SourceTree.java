package dev.obtaskd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The files of the project; Maven runs tests in its directory. */
public final class SourceTree {

    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final Set<String> NOT_OURS =
            Set.of(".git", "target", "node_modules", "dist", ".idea", ".vscode");

    private SourceTree() {}

    static Path at(String path) {
        return ROOT.resolve(path);
    }

    /** Text of a file; invalid bytes are replaced. */
    public static String read(String path) {
        return read(at(path));
    }

    public static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every file of the project. */
    static List<Path> files() {
        try (var below = Files.walk(ROOT)) {
            return below.filter(Files::isRegularFile).filter(SourceTree::ours).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean ours(Path file) {
        return Stream.iterate(ROOT.relativize(file), path -> path != null, Path::getParent)
                .noneMatch(path -> NOT_OURS.contains(path.getFileName().toString()));
    }
}
