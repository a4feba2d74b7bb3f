package dev.obtaskd.step.exec;

import dev.obtaskd.step.StepContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The text that the wrapper's shell gets. Values go into it between single quotes, where a shell
 * changes nothing, and through a pipe: so they neither show in a list of processes nor stay on disk,
 * and the character set of the daemon's environment does not matter.
 */
final class Script {

    private final String wrapper = resource();

    /** The whole script for one attempt. */
    String text(ExecSpec spec, StepContext context, AttemptGroups groups) {
        var script = new StringBuilder(wrapper.length() + 2048);
        settings(spec, context, script);
        limits(spec.limits(), groups, script);
        environment(spec, script);
        script.append(wrapper).append("obtaskd_attempt");
        spec.argv().forEach(element -> script.append(' ').append(quoted(element)));
        return script.append('\n').toString();
    }

    private static void settings(ExecSpec spec, StepContext context, StringBuilder script) {
        script.append("settings() {\n");
        assign(script, "obtaskd_directory", context.directory().toAbsolutePath().toString());
        assign(script, "obtaskd_cwd", spec.cwd());
        assign(script, "obtaskd_umask", spec.umask());
        assign(script, "obtaskd_user", otherUser(spec));
        assign(script, "HOME", System.getProperty("user.home", "/"));
        assign(script, "OBTASKD_FILES", context.files().toAbsolutePath().toString());
        assign(script, "OBTASKD_OUTPUT", new AttemptFiles(context.directory()).output().toAbsolutePath().toString());
        assign(script, "OBTASKD_ATTEMPT", context.attemptKey());
        script.append("export HOME OBTASKD_ATTEMPT OBTASKD_FILES OBTASKD_OUTPUT\n}\n");
    }

    /** Those of control groups are functions' work, the others an option of prlimit each. */
    private static void limits(Limits limits, AttemptGroups groups, StringBuilder script) {
        assign(script, "obtaskd_limits", limits.options(groups.held()));
        script.append("groups() {\n:\n");
        for (var group : groups.all()) {
            script.append(group.limits().isEmpty() ? "obtaskd_hold " : "obtaskd_group ").append(quoted(group.name()));
            group.settings().forEach(setting -> script.append(' ').append(setting));
            script.append('\n');
        }
        script.append("}\n");
    }

    private static void environment(ExecSpec spec, StringBuilder script) {
        script.append("environment() {\n:\n");
        spec.env().forEach((name, value) -> {
            assign(script, name, value);
            script.append("export ").append(name).append('\n');
        });
        script.append("}\n");
    }

    private static void assign(StringBuilder script, String name, String value) {
        script.append(name).append('=').append(quoted(value)).append('\n');
    }

    private static String otherUser(ExecSpec spec) {
        var user = spec.user();
        return user == null || user.equals(System.getProperty("user.name")) ? "" : user;
    }

    private static String quoted(String value) {
        return "'" + value.replace("'", "'\\''") + "'";
    }

    private static String resource() {
        try (var in = Script.class.getResourceAsStream("attempt.sh")) {
            return new String(Objects.requireNonNull(in, "attempt.sh").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
