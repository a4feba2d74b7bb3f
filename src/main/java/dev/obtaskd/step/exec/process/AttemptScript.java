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
 * The script for the wrapper's shell. Values are in single quotes, where a shell expands nothing,
 * and the script goes through a pipe: values appear neither in the process list nor on disk, and
 * the daemon's character set does not matter.
 */
public final class AttemptScript {

    private static final String PATH =
            "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final String wrapper = resource("attempt.sh");
    private final String pumps = resource("pumps.sh");

    /**
     * The script of the parent, which starts wrappers with their pumps and reads the tag of each.
     */
    String pumps() {
        return pumps;
    }

    /** The script of a wrapper before it gets its attempt. */
    String wrapper() {
        return wrapper;
    }

    /**
     * The script of an attempt as one command: an incomplete text does nothing. bash reads up to
     * the NUL.
     */
    String text(ExecSpec spec, StepContext context, AttemptGroups groups, ProcessTag tag) {
        var script = new StringBuilder("{\n");
        settings(spec, context, tag, script);
        limits(spec.limits(), groups, script);
        environment(spec, script);
        script.append("obtaskd_attempt");
        spec.argv().forEach(element -> script.append(' ').append(quoted(element)));
        return script.append("\nexit\n}\n\0").toString();
    }

    private static void settings(
            ExecSpec spec, StepContext context, ProcessTag tag, StringBuilder script) {
        script.append("settings() {\n");
        var files = new AttemptFiles(context.directory());
        var account = ProgramUser.own();
        assign(script, "obtaskd_directory", text(context.directory()));
        assign(script, "obtaskd_end_mark", EndMark.text(tag));
        assign(script, "obtaskd_cwd", spec.cwd());
        assign(script, "obtaskd_umask", spec.umask());
        assign(script, "obtaskd_user", otherUser(spec).orElse(""));
        assign(
                script,
                "obtaskd_user_directory",
                UserDirectory.stored(files).map(directory -> text(directory.path())).orElse(""));
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

    /** Functions set the limits of control groups; each other limit is an option of prlimit. */
    private static void limits(ResourceLimits limits, AttemptGroups groups, StringBuilder script) {
        assign(script, "obtaskd_limits", limits.options(groups.enforced()));
        script.append("groups() {\n:\n");
        for (var group : groups.all()) {
            script.append(
                            group.limits().isEmpty()
                                    ? "obtaskd_join_optional "
                                    : "obtaskd_join_required ")
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

    /** The user of the program if it is not the daemon's. */
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
