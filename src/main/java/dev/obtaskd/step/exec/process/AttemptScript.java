package dev.obtaskd.step.exec.process;

import dev.obtaskd.path.PathNames;
import dev.obtaskd.step.StepContext;
import dev.obtaskd.step.exec.cgroup.AttemptGroups;
import dev.obtaskd.step.exec.cgroup.ResourceLimits;
import dev.obtaskd.step.exec.proc.AttemptFiles;
import dev.obtaskd.step.exec.proc.EndMark;
import dev.obtaskd.step.exec.proc.InheritedFiles;
import dev.obtaskd.step.exec.proc.ProcessTag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * The text that the wrapper's shell gets. Values go into it between single quotes, where a shell
 * changes nothing, and through a pipe: so they neither show in a list of processes nor stay on
 * disk, and the character set of the daemon's environment does not matter.
 */
public final class AttemptScript {

    private static final String PATH =
            "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final String wrapper = resource("attempt.sh");
    private final String pumps = resource("pumps.sh");

    /**
     * What makes wrappers with their pumps; the shell gets it as its argument, and reads the cookie
     * of each.
     */
    String pumps() {
        return pumps;
    }

    /** What a wrapper knows before it is told its attempt. */
    String wrapper() {
        return wrapper;
    }

    /**
     * What a wrapper is told, as one command: a text that is cut short does nothing. bash reads up
     * to the NUL.
     */
    String text(ExecSpec spec, StepContext context, AttemptGroups groups, ProcessTag cookie) {
        var script = new StringBuilder("{\n");
        settings(spec, context, cookie, script);
        limits(spec.limits(), groups, script);
        environment(spec, script);
        script.append("obtaskd_attempt");
        spec.argv().forEach(element -> script.append(' ').append(quoted(element)));
        return script.append("\nexit\n}\n\0").toString();
    }

    private static void settings(
            ExecSpec spec, StepContext context, ProcessTag cookie, StringBuilder script) {
        script.append("settings() {\n");
        var files = new AttemptFiles(context.directory());
        var account = ProgramUser.own();
        assign(script, "obtaskd_directory", text(context.directory()));
        assign(script, "obtaskd_mark", EndMark.text(cookie));
        assign(script, "obtaskd_cwd", spec.cwd());
        assign(script, "obtaskd_umask", spec.umask());
        assign(script, "obtaskd_user", otherUser(spec).orElse(""));
        assign(
                script,
                "obtaskd_place",
                UserDirectory.kept(files).map(place -> text(place.path())).orElse(""));
        assign(
                script,
                "obtaskd_nofile",
                InheritedFiles.openFiles().map(String::valueOf).orElse(""));
        assign(script, "obtaskd_names", ProgramEnvironment.names(spec.env().keySet()));
        assign(script, "LANG", "C.UTF-8");
        assign(script, "PATH", PATH);
        assign(script, "HOME", account.home());
        assign(script, "USER", account.name());
        assign(script, "LOGNAME", account.name());
        assign(script, "SHELL", account.shell());
        assign(script, "OBTASKD_FILES", text(context.files()));
        assign(script, "OBTASKD_OUTPUT", text(files.output()));
        assign(script, "OBTASKD_ATTEMPT", context.attemptKey());
        script.append(
                "export LANG PATH HOME USER LOGNAME SHELL OBTASKD_ATTEMPT OBTASKD_FILES"
                        + " OBTASKD_OUTPUT\n"
                        + "}\n");
    }

    /** Those of control groups are functions' work, the others an option of prlimit each. */
    private static void limits(ResourceLimits limits, AttemptGroups groups, StringBuilder script) {
        assign(script, "obtaskd_limits", limits.options(groups.held()));
        script.append("groups() {\n:\n");
        for (var group : groups.all()) {
            script.append(group.limits().isEmpty() ? "obtaskd_hold " : "obtaskd_group ")
                    .append(quoted(group.name()));
            group.settings().forEach(setting -> script.append(' ').append(setting));
            script.append('\n');
        }
        script.append("}\n");
    }

    private static void environment(ExecSpec spec, StringBuilder script) {
        script.append("environment() {\n:\n");
        spec.env()
                .forEach(
                        (name, value) -> {
                            assign(script, ProgramEnvironment.inShell(name), value);
                            script.append("export ")
                                    .append(ProgramEnvironment.inShell(name))
                                    .append('\n');
                        });
        script.append("}\n");
    }

    private static void assign(StringBuilder script, String name, String value) {
        script.append(name).append('=').append(quoted(value)).append('\n');
    }

    /** The user who runs it, if it is not the daemon's. */
    public static Optional<String> otherUser(ExecSpec spec) {
        return Optional.ofNullable(spec.user())
                .filter(user -> !user.equals(System.getProperty("user.name")));
    }

    private static String text(Path path) {
        return new String(PathNames.bytes(path.toAbsolutePath()), StandardCharsets.UTF_8);
    }

    private static String quoted(String value) {
        return "'" + value.replace("'", "'\\''") + "'";
    }

    private static String resource(String name) {
        try (var in = AttemptScript.class.getResourceAsStream(name)) {
            return new String(
                    Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
