package dev.obtaskd.step.exec.process;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.step.exec.cgroup.ResourceLimits;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A program to run, with every template filled in.
 *
 * @param argv program and arguments
 * @param env additions to the clean environment
 * @param cwd absolute path
 * @param user of the program; null means the daemon's own user
 * @param stdin standard input; null means empty
 * @param umask octal digits
 * @param okExit the exit codes that mean success
 * @param limits of the resources of the program
 */
public record ExecSpec(
        List<String> argv,
        Map<String, String> env,
        String cwd,
        @Nullable String user,
        @Nullable String stdin,
        String umask,
        Set<Integer> okExit,
        ResourceLimits limits) {

    /** Reads a specification that {@code ExecSpecChecker} accepted. */
    public static ExecSpec of(JsonNode spec) {
        var env = new LinkedHashMap<String, String>();
        spec.path("env")
                .properties()
                .forEach(entry -> env.put(entry.getKey(), entry.getValue().asText()));
        return new ExecSpec(
                spec.path("argv").valueStream().map(JsonNode::asText).toList(),
                env,
                spec.path("cwd").asText("/"),
                text(spec.path("user")),
                text(spec.path("stdin")),
                spec.path("umask").asText("0022"),
                spec.has("okExit")
                        ? spec.path("okExit")
                                .valueStream()
                                .map(JsonNode::asInt)
                                .collect(Collectors.toSet())
                        : Set.of(0),
                ResourceLimits.of(spec.path("limits")));
    }

    /** Describes a value that cannot be passed to a program; empty if there is none. */
    public Optional<String> problem() {
        for (var i = 0; i < argv.size(); i++) {
            if (!valid(argv.get(i))) {
                return Optional.of(
                        "argv["
                                + i
                                + "] contains a NUL byte or invalid Unicode and cannot be passed to"
                                + " a program");
            }
        }
        return env.entrySet().stream()
                .filter(entry -> !valid(entry.getValue()))
                .findFirst()
                .map(
                        entry ->
                                "the value of "
                                        + entry.getKey()
                                        + " contains a NUL byte or invalid Unicode and cannot be"
                                        + " passed to a program")
                .or(() -> ArgumentLimit.here().tooLong(this));
    }

    private static boolean valid(String text) {
        return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private static @Nullable String text(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? null : value.asText();
    }
}
