package dev.obtaskd.http;

/**
 * Checks that a path has only one interpretation. Authorization, routing and resources parse paths
 * independently; a path with two interpretations could be a different path to each of them.
 */
final class NormalPath {

    private NormalPath() {}

    /**
     * A normal path has no empty segment but the last, no {@code .} and {@code ..}, no {@code ;}
     * and {@code \}, only ASCII, and no percent-encoding of a slash, a control character, or a
     * character that needs none. An encoded backslash is permitted because file names contain it.
     * Invalid escapes and NUL are handled by the API.
     *
     * @param uri path and query as sent
     * @param path the path in it
     */
    static boolean is(String uri, String path) {
        return uri.startsWith("/")
                && path.startsWith("/")
                && !path.contains("//")
                && path.chars().allMatch(NormalPath::mayStand)
                && escapesNeeded(path)
                && noDotSegments(path);
    }

    private static boolean mayStand(int c) {
        return c > ' ' && c < 0x7f && c != ';' && c != '\\';
    }

    private static boolean escapesNeeded(String path) {
        for (var at = path.indexOf('%'); at >= 0; at = path.indexOf('%', at + 1)) {
            var decoded = decoded(path, at);
            if (decoded == '/'
                    || decoded > 0 && decoded < ' '
                    || decoded == 0x7f
                    || plain(decoded)) {
                return false;
            }
        }
        return true;
    }

    /** The byte behind an escape; -1 if it is broken. */
    private static int decoded(String path, int at) {
        if (at + 2 >= path.length()) {
            return -1;
        }
        var high = Character.digit(path.charAt(at + 1), 16);
        var low = Character.digit(path.charAt(at + 2), 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    /** Not the tilde: many clients encode it, and no path of the daemon has one. */
    private static boolean plain(int c) {
        return c >= '0' && c <= '9'
                || c >= 'A' && c <= 'Z'
                || c >= 'a' && c <= 'z'
                || c == '.'
                || c == '-'
                || c == '_';
    }

    private static boolean noDotSegments(String path) {
        for (var segment : path.split("/", -1)) {
            if (segment.equals(".") || segment.equals("..")) {
                return false;
            }
        }
        return true;
    }
}
