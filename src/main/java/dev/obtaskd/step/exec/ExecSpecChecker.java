package dev.obtaskd.step.exec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.step.SpecChecker;
import dev.obtaskd.step.StepKind.Flaw;
import dev.obtaskd.step.exec.cgroup.ResourceLimits;
import dev.obtaskd.text.Messages;
import java.util.List;
import java.util.regex.Pattern;

/** Checks an {@code exec} specification. */
public final class ExecSpecChecker {

    private static final Messages MESSAGES = Messages.of("step");

    private static final Pattern ENV_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}");
    private static final Pattern UMASK = Pattern.compile("0?[0-7]{3}");

    private ExecSpecChecker() {}

    /** All flaws. The same rules apply before and after templates are filled in. */
    public static List<Flaw> flaws(JsonNode spec) {
        var check =
                SpecChecker.of(spec)
                        .keys("argv", "env", "cwd", "user", "stdin", "umask", "okExit", "limits")
                        .require("argv")
                        .value(
                                "argv",
                                argv -> argv.isArray() && !argv.isEmpty(),
                                MESSAGES.text("exec.argv"))
                        .value("env", JsonNode::isObject, MESSAGES.text("spec.map"))
                        .path("cwd")
                        .text(
                                "user",
                                user -> USER.matcher(user).matches(),
                                MESSAGES.text("exec.user"))
                        .value("stdin", JsonNode::isTextual, MESSAGES.text("spec.string"))
                        .text(
                                "umask",
                                mask -> UMASK.matcher(mask).matches(),
                                MESSAGES.text("spec.octal", "0027"))
                        .value("okExit", ExecSpecChecker::exitCodes, MESSAGES.text("exec.ok-exit"));
        argv(spec.path("argv"), check);
        env(spec.path("env"), check.child("env"));
        if (spec.has("limits")) {
            ResourceLimits.check(check.child("limits"));
        }
        return check.flaws();
    }

    private static void argv(JsonNode argv, SpecChecker check) {
        for (var i = 0; i < argv.size(); i++) {
            if (!argv.get(i).isValueNode() || argv.get(i).isNull()) {
                check.child("argv").flaw("" + i, MESSAGES.text("spec.string"));
            }
        }
        // The shell's exec would take a leading dash for an option.
        if (argv.path(0).isTextual()
                && (argv.get(0).textValue().isEmpty() || argv.get(0).textValue().startsWith("-"))) {
            check.child("argv").flaw("0", MESSAGES.text("exec.program"));
        }
        ShellInjectionCheck.unsafe(argv)
                .forEach(i -> check.child("argv").flaw("" + i, MESSAGES.text("exec.template")));
    }

    private static void env(JsonNode env, SpecChecker check) {
        env.properties()
                .forEach(
                        entry -> {
                            if (!ENV_NAME.matcher(entry.getKey()).matches()
                                    || entry.getKey().startsWith("OBTASKD_")) {
                                check.flaw(entry.getKey(), MESSAGES.text("exec.env"));
                            }
                            if (!entry.getValue().isValueNode() || entry.getValue().isNull()) {
                                check.flaw(entry.getKey(), MESSAGES.text("spec.string"));
                            }
                        });
    }

    private static boolean exitCodes(JsonNode codes) {
        return codes.isArray()
                && !codes.isEmpty()
                && codes.valueStream()
                        .allMatch(
                                code ->
                                        code.isInt()
                                                && code.intValue() >= 0
                                                && code.intValue() <= 255);
    }
}
