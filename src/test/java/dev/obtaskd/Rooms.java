package dev.obtaskd;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;

/** The packages of the daemon and the arrows allowed between them, as in {@code docs/architecture.md}. */
final class Rooms {

    static final String ROOT = "dev.obtaskd";

    /** The vocabulary: everyone may speak it. */
    private static final Set<String> WORDS = Set.of("task", "exclusion", "path", "json");

    /** Who may use what beside the words. A package that is not here may not exist. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            entry("", Set.of()),
            entry("exclusion", Set.of()),
            entry("path", Set.of()),
            entry("json", Set.of()),
            entry("http", Set.of()),
            entry("task", Set.of()),
            entry("step", Set.of()),
            entry("step.exec", Set.of("step")),
            entry("step.sql", Set.of("step")),
            entry("step.http", Set.of("step")),
            entry("step.file", Set.of("step")),
            entry("step.wait", Set.of("step")),
            entry("step.task", Set.of("step")),
            entry("catalogue", Set.of("step")),
            entry("store", Set.of()),
            entry("log", Set.of()),
            entry("engine", Set.of("step", "catalogue", "store", "log")),
            entry("health", Set.of("store", "engine", "log")),
            entry("cluster", Set.of("store")),
            entry("security", Set.of("store", "http")),
            entry("api.v2", Set.of("engine", "catalogue", "store", "log", "cluster", "security", "http")),
            entry("api.obshell", Set.of("engine", "catalogue", "store", "log", "cluster", "security", "http")),
            entry("cli", Set.of("api.v2")));

    /** What the log is to a step: the one type of another room that {@code log} implements. */
    private static final String STEP_LOG = ROOT + ".step.StepLog";

    private Rooms() {}

    /** The room of a class, such as {@code step.exec}; the root package is the empty one. */
    static String of(String packageName) {
        return packageName.equals(ROOT) ? "" : packageName.substring(ROOT.length() + 1);
    }

    static Set<String> all() {
        return MAY_USE.keySet();
    }

    /**
     * Whether a class of one room may use a class of another.
     *
     * @param usedClass full name of the used class, for the exceptions
     */
    static boolean mayUse(String user, String used, String usedClass) {
        return user.equals(used)
                || words(user, used)
                || MAY_USE.getOrDefault(user, Set.of()).contains(used)
                || user.equals("log") && (usedClass.equals(STEP_LOG) || usedClass.startsWith(STEP_LOG + "$"));
    }

    private static boolean words(String user, String used) {
        return WORDS.contains(used) && !user.equals("exclusion");
    }
}
