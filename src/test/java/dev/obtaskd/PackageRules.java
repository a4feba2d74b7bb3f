package dev.obtaskd;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;

/**
 * The packages of the daemon and the dependencies allowed between them, as in {@code
 * docs/architecture.md}.
 */
final class PackageRules {

    static final String ROOT = "dev.obtaskd";

    /** Packages that every other one may use. */
    private static final Set<String> COMMON =
            Set.of("task", "exclusion", "id", "path", "json", "text", "cache", "settings", "libc");

    /**
     * The packages that each package may use besides the common ones. A package must be listed
     * here.
     */
    private static final Map<String, Set<String>> MAY_USE =
            Map.ofEntries(
                    entry(
                            "",
                            Set.of(
                                    "http",
                                    "catalogue.check",
                                    "catalogue.operation",
                                    "cli",
                                    "cli.command",
                                    "service",
                                    "step",
                                    "step.exec",
                                    "step.file",
                                    "step.http",
                                    "step.wait")),
                    entry("service", Set.of("catalogue")),
                    entry("exclusion", Set.of()),
                    entry("id", Set.of()),
                    entry("path", Set.of()),
                    entry("json", Set.of()),
                    entry("text", Set.of()),
                    entry("cache", Set.of()),
                    entry("settings", Set.of()),
                    entry("libc", Set.of()),
                    entry("http", Set.of()),
                    entry("page", Set.of("api.v2.http")),
                    entry("task", Set.of()),
                    entry("step", Set.of()),
                    entry(
                            "step.exec",
                            Set.of(
                                    "step",
                                    "step.exec.proc",
                                    "step.exec.process",
                                    "step.exec.output",
                                    "step.exec.cgroup")),
                    entry(
                            "step.exec.process",
                            Set.of(
                                    "step",
                                    "step.exec.proc",
                                    "step.exec.output",
                                    "step.exec.cgroup")),
                    entry("step.exec.output", Set.of("step", "step.exec.proc")),
                    entry("step.exec.cgroup", Set.of("step", "step.exec.proc")),
                    entry("step.exec.proc", Set.of("step")),
                    entry("step.sql", Set.of("step", "oceanbase")),
                    entry("step.http", Set.of("step")),
                    entry("step.file", Set.of("step")),
                    entry("step.wait", Set.of("step")),
                    entry("step.task", Set.of("step")),
                    entry(
                            "catalogue",
                            Set.of(
                                    "catalogue.check",
                                    "catalogue.operation",
                                    "catalogue.yaml",
                                    "step")),
                    entry(
                            "catalogue.check",
                            Set.of(
                                    "catalogue.operation",
                                    "catalogue.schema",
                                    "catalogue.yaml",
                                    "step")),
                    entry("catalogue.yaml", Set.of("catalogue.operation")),
                    entry("catalogue.operation", Set.of("catalogue.schema", "step")),
                    entry("catalogue.schema", Set.of()),
                    entry("store", Set.of()),
                    entry("store.jdbc", Set.of("store")),
                    entry("store.h2", Set.of("store", "store.jdbc")),
                    entry("store.writer", Set.of("store", "store.jdbc", "store.h2")),
                    entry("account", Set.of("store", "store.jdbc", "store.writer")),
                    entry("backup", Set.of("catalogue", "log", "store")),
                    entry("backup.restore", Set.of("backup", "store", "store.h2")),
                    entry("oceanbase", Set.of()),
                    entry("log", Set.of()),
                    entry(
                            "engine.attempt",
                            Set.of("step", "catalogue", "catalogue.operation", "store", "log")),
                    entry(
                            "engine",
                            Set.of(
                                    "engine.attempt",
                                    "step",
                                    "catalogue",
                                    "catalogue.operation",
                                    "log",
                                    "account",
                                    "store")),
                    entry(
                            "engine.retention",
                            Set.of("engine", "engine.attempt", "step", "log", "store")),
                    entry("health", Set.of("store", "engine", "log")),
                    entry("cluster", Set.of("store", "oceanbase")),
                    entry("security", Set.of("account", "oceanbase", "store", "http")),
                    entry("security.session", Set.of("security", "account")),
                    entry("security.user", Set.of("security", "account")),
                    entry(
                            "api.v2",
                            Set.of("api.v2.http", "api.v2.openapi", "api.v2.task", "api.v2.wire")),
                    entry("api.v2.wire", Set.of()),
                    entry("api.v2.openapi", Set.of("api.v2.http", "api.v2.wire")),
                    entry("api.v2.wire.account", Set.of("api.v2.wire")),
                    entry(
                            "api.v2.http",
                            Set.of(
                                    "api.v2.wire",
                                    "engine",
                                    "engine.attempt",
                                    "store",
                                    "security",
                                    "security.session",
                                    "http")),
                    entry(
                            "api.v2.account",
                            Set.of(
                                    "api.v2.http",
                                    "api.v2.openapi",
                                    "api.v2.wire",
                                    "api.v2.wire.account",
                                    "account",
                                    "engine",
                                    "security",
                                    "security.session",
                                    "security.user",
                                    "store")),
                    entry("api.v2.wire.agent", Set.of("api.v2.wire")),
                    entry(
                            "api.v2.agent",
                            Set.of("api.v2.http", "api.v2.wire.agent", "engine.attempt")),
                    entry(
                            "api.v2.backup",
                            Set.of(
                                    "api.v2.http",
                                    "api.v2.log",
                                    "api.v2.openapi",
                                    "api.v2.task",
                                    "backup",
                                    "engine",
                                    "security",
                                    "store")),
                    entry("api.v2.lock", Set.of("api.v2.http", "api.v2.wire", "store")),
                    entry(
                            "api.v2.attention",
                            Set.of(
                                    "api.v2.http",
                                    "api.v2.openapi",
                                    "api.v2.lock",
                                    "api.v2.task",
                                    "api.v2.wire",
                                    "store")),
                    entry(
                            "api.v2.operation",
                            Set.of(
                                    "api.v2.http",
                                    "api.v2.openapi",
                                    "api.v2.wire",
                                    "catalogue",
                                    "catalogue.operation")),
                    entry(
                            "api.v2.task",
                            Set.of(
                                    "api.v2.http",
                                    "api.v2.lock",
                                    "api.v2.wire",
                                    "engine",
                                    "catalogue",
                                    "catalogue.operation",
                                    "store",
                                    "log")),
                    entry(
                            "api.v2.audit",
                            Set.of(
                                    "api.v2.http",
                                    "api.v2.task",
                                    "api.v2.wire",
                                    "security",
                                    "store")),
                    entry(
                            "api.v2.log",
                            Set.of(
                                    "api.v2.http",
                                    "api.v2.openapi",
                                    "api.v2.task",
                                    "api.v2.audit",
                                    "api.v2.wire",
                                    "log")),
                    entry(
                            "api.v2.event",
                            Set.of(
                                    "api.v2.http",
                                    "api.v2.openapi",
                                    "api.v2.log",
                                    "api.v2.task",
                                    "api.v2.wire",
                                    "engine",
                                    "http",
                                    "log",
                                    "security",
                                    "security.session",
                                    "store")),
                    entry(
                            "api.v2.batch",
                            Set.of(
                                    "api.v2.http",
                                    "api.v2.openapi",
                                    "api.v2.task",
                                    "api.v2.wire",
                                    "engine",
                                    "store")),
                    entry("api.obshell.mapping", Set.of("engine")),
                    entry(
                            "api.obshell.auth",
                            Set.of("api.obshell.mapping", "account", "security", "store")),
                    entry(
                            "api.obshell",
                            Set.of(
                                    "api.obshell.auth",
                                    "api.obshell.mapping",
                                    "engine",
                                    "engine.attempt",
                                    "catalogue",
                                    "store",
                                    "log",
                                    "security",
                                    "http")),
                    entry("cli", Set.of("cli.command", "cli.doctor", "cli.manage", "cli.task")),
                    entry("cli.output", Set.of()),
                    entry("cli.client", Set.of("api.v2.wire")),
                    entry("cli.command", Set.of("api.v2.wire", "cli.client", "cli.output")),
                    entry(
                            "cli.task",
                            Set.of("api.v2.wire", "cli.client", "cli.command", "cli.output")),
                    entry(
                            "cli.manage",
                            Set.of(
                                    "api.v2.wire",
                                    "api.v2.wire.account",
                                    "api.v2.wire.agent",
                                    "backup",
                                    "backup.restore",
                                    "cli.client",
                                    "cli.command",
                                    "cli.output",
                                    "store")),
                    entry(
                            "cli.doctor",
                            Set.of(
                                    "api.v2.wire",
                                    "api.v2.wire.account",
                                    "api.v2.wire.agent",
                                    "cli.client",
                                    "cli.command",
                                    "cli.output")));

    /**
     * The view of the log for steps: the only type of another package that {@code log} implements.
     */
    private static final String STEP_LOG = ROOT + ".step.StepLog";

    private PackageRules() {}

    /**
     * The package of a class, relative to the root, such as {@code step.exec}; the root package is
     * the empty one.
     */
    static String of(String packageName) {
        return packageName.equals(ROOT) ? "" : packageName.substring(ROOT.length() + 1);
    }

    static Set<String> all() {
        return MAY_USE.keySet();
    }

    /**
     * Whether a class of one package may use a class of another.
     *
     * @param usedClass full name of the used class, for the exceptions
     */
    static boolean mayUse(String user, String used, String usedClass) {
        return user.equals(used)
                || common(user, used)
                || MAY_USE.getOrDefault(user, Set.of()).contains(used)
                || user.equals("log")
                        && (usedClass.equals(STEP_LOG) || usedClass.startsWith(STEP_LOG + "$"));
    }

    private static boolean common(String user, String used) {
        return COMMON.contains(used)
                && (!user.equals("exclusion") || used.equals("id"))
                && !user.equals("id");
    }
}
