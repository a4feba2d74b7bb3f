package dev.obtaskd.step.exec.process;

import dev.obtaskd.step.exec.proc.ProcReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The user of a program as shown in its environment.
 *
 * @param name the number, if the user has no name
 */
public record ProgramUser(String name, String home, String shell) {

    /**
     * The daemon's own user. A user ID without an entry in {@code /etc/passwd} has home directory
     * {@code /}.
     */
    static ProgramUser own() {
        try {
            var uid = "" + Files.getAttribute(Path.of("/proc/self"), "unix:uid");
            var passwd =
                    ProcReader.read(
                            () ->
                                    Files.readAllLines(
                                            Path.of("/etc/passwd"), StandardCharsets.ISO_8859_1));
            return of(
                    uid,
                    System.getProperty("user.name"),
                    System.getProperty("user.home"),
                    passwd.orElse(List.of()));
        } catch (IOException noProc) {
            throw new IllegalStateException("/proc cannot be read", noProc);
        }
    }

    /**
     * The user with this number.
     *
     * @param name from Java, which also knows users of other sources than the file; null or {@code
     *     ?} if unknown
     * @param home the same
     */
    public static ProgramUser of(String uid, String name, String home, List<String> passwd) {
        var shell =
                passwd.stream()
                        .map(line -> line.split(":", -1))
                        .filter(fields -> fields.length == 7 && fields[2].equals(uid))
                        .map(fields -> fields[6])
                        .findFirst();
        return new ProgramUser(
                known(name, uid),
                known(home, "/"),
                shell.filter(path -> !path.isEmpty()).orElse("/bin/sh"));
    }

    private static String known(String found, String otherwise) {
        return Stream.ofNullable(found)
                .filter(text -> !text.isEmpty() && !text.equals("?"))
                .findFirst()
                .orElse(otherwise);
    }
}
