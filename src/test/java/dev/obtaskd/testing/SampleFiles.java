package dev.obtaskd.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** Files of all types with various owners and modes, for steps that change them. */
public final class SampleFiles {

    private SampleFiles() {}

    public static void make(Path dir) throws IOException {
        file(dir, "written", "old", 0640, "nobody");
        file(dir, "source", "from", 0755, "root");
        file(dir, "copied", "old", 0600, "daemon");
        file(dir, "removed", "old", 04711, "nobody");
        file(dir, "target", "old", 0400, "daemon");
        file(dir, "linked-file", "old", 0444, "nobody");
        Files.createSymbolicLink(dir.resolve("removed-link"), Path.of("/gone"));
        Files.createSymbolicLink(dir.resolve("link"), Path.of("/old"));
        Files.createSymbolicLink(dir.resolve("followed"), Path.of("target"));
        Files.createSymbolicLink(dir.resolve("replaced"), Path.of("target"));
        Files.setAttribute(
                dir.resolve("link"), "unix:uid", uid("nobody"), LinkOption.NOFOLLOW_LINKS);
    }

    public static void file(Path dir, String name, String content, int mode, String owner)
            throws IOException {
        var file = Files.writeString(dir.resolve(name), content);
        Files.setAttribute(file, "unix:uid", uid(owner));
        Files.setAttribute(file, "unix:mode", mode);
    }

    /** Describes the files in a directory: content or target, mode, owner, group. */
    public static Map<String, String> picture(Path dir) throws IOException {
        var picture = new HashMap<String, String>();
        try (var files = Files.list(dir)) {
            for (var file :
                    files.filter(each -> !each.getFileName().toString().matches("a|undo-a"))
                            .toList()) {
                picture.put(
                        file.getFileName().toString(),
                        content(file)
                                + " "
                                + Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS)
                                + " "
                                + Files.getAttribute(file, "unix:gid", LinkOption.NOFOLLOW_LINKS));
            }
        }
        return picture;
    }

    /** The uid of a user. */
    public static int uid(String user) throws IOException {
        Assumptions.assumeTrue(
                "root".equals(System.getProperty("user.name")), "only root gives files away");
        return Files.readAllLines(Path.of("/etc/passwd")).stream()
                .map(line -> line.split(":"))
                .filter(line -> line[0].equals(user))
                .map(line -> Integer.valueOf(line[2]))
                .findFirst()
                .orElseThrow();
    }

    private static String content(Path file) throws IOException {
        return Files.isSymbolicLink(file)
                ? "-> " + Files.readSymbolicLink(file)
                : Files.readString(file)
                        + " "
                        + Integer.toOctalString((int) Files.getAttribute(file, "unix:mode"));
    }
}
