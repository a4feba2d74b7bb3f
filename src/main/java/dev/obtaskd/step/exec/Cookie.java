package dev.obtaskd.step.exec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;

/**
 * A random word in the environment of an attempt's processes, by which all its descendants are found,
 * whatever session they went to, and never another daemon's.
 */
record Cookie(String value) {

    static final String VARIABLE = "OBTASKD_COOKIE";

    /** The attempt's cookie; made and kept the first time, before anything can carry it. */
    static Cookie of(AttemptFiles files) throws IOException {
        if (Files.exists(files.cookie())) {
            var kept = Files.readString(files.cookie());
            // A shorter one was torn by a crash, before the wrapper could be started.
            if (kept.length() == 36) {
                return new Cookie(kept);
            }
        }
        var cookie = new Cookie(UUID.randomUUID().toString());
        Files.writeString(files.cookie(), cookie.value());
        return cookie;
    }

    /** Whether a process was started with it. No, if it is gone or belongs to somebody we cannot look at. */
    boolean carriedBy(long pid) {
        try {
            return find(Files.readAllBytes(Path.of("/proc", "" + pid, "environ")));
        } catch (IOException goneOrForbidden) {
            return false;
        }
    }

    private boolean find(byte[] environ) {
        var wanted = (VARIABLE + "=" + value).getBytes(StandardCharsets.US_ASCII);
        for (int start = 0, end; start < environ.length; start = end + 1) {
            end = start;
            while (end < environ.length && environ[end] != 0) {
                end++;
            }
            if (Arrays.equals(environ, start, end, wanted, 0, wanted.length)) {
                return true;
            }
        }
        return false;
    }
}
