package dev.obtaskd.api.v2;

import org.jspecify.annotations.Nullable;

/** Which paths answer in this API's words: all but obshell's and the framework's own. */
final class Paths {

    private Paths() {}

    static boolean ours(@Nullable String path) {
        return path == null || !(below(path, "/api/v1") || below(path, "/q"));
    }

    /** Whether a path can be decoded at all; the router fails on others before any resource sees them. */
    static boolean readable(@Nullable String path) {
        try {
            return path != null && Percent.decode(path) != null;
        } catch (ProblemException e) {
            return false;
        }
    }

    private static boolean below(String path, String root) {
        return path.equals(root) || path.startsWith(root + "/");
    }
}
