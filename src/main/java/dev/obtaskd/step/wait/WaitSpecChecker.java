package dev.obtaskd.step.wait;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.step.DurationParser;
import dev.obtaskd.step.SpecChecker;
import dev.obtaskd.step.StepKind.Flaw;
import dev.obtaskd.text.Messages;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Checks a {@code wait} specification. */
public final class WaitSpecChecker {

    private static final Messages MESSAGES = Messages.of("step");

    private static final Pattern ADDRESS = Pattern.compile(".+:([0-9]{1,5})");
    private static final Duration SHORTEST = Duration.ofMillis(100);

    private WaitSpecChecker() {}

    public static List<Flaw> flaws(JsonNode spec) {
        var check =
                SpecChecker.of(spec)
                        .keys("for", "every", "limit")
                        .require("for")
                        .duration("limit")
                        .text("every", WaitSpecChecker::period, MESSAGES.text("wait.every"));
        if (spec.has("for")) {
            condition(check.child("for"));
        }
        return check.flaws();
    }

    private static void condition(SpecChecker what) {
        what.keys("tcp", "http", "process", "file")
                .text("tcp", WaitSpecChecker::address, MESSAGES.text("wait.tcp"));
        if (what.node().size() != 1) {
            what.flaw(MESSAGES.text("spec.one-of", "tcp, http, process, file"));
        }
        if (what.node().has("http")) {
            what.child("http")
                    .keys("url", "expect")
                    .require("url")
                    .url("url")
                    .value("expect", JsonNode::isInt, MESSAGES.text("wait.status"));
        }
        if (what.node().has("process")) {
            process(what.child("process"));
        }
        if (what.node().has("file")) {
            what.child("file")
                    .keys("path", "exists")
                    .require("path")
                    .path("path")
                    .value("exists", JsonNode::isBoolean, MESSAGES.text("spec.flag"));
        }
    }

    private static void process(SpecChecker process) {
        process.keys("pid", "pidFile")
                .path("pidFile")
                .value(
                        "pid",
                        pid -> pid.asText().matches("[0-9]{1,10}"),
                        MESSAGES.text("wait.pid"));
        if (process.node().size() != 1) {
            process.flaw(MESSAGES.text("spec.one-of", "pid, pidFile"));
        }
    }

    private static boolean period(String text) {
        return DurationParser.parse(text)
                .filter(every -> every.compareTo(SHORTEST) >= 0)
                .isPresent();
    }

    private static boolean address(String text) {
        var match = ADDRESS.matcher(text);
        return match.matches() && Integer.parseInt(match.group(1)) <= 65_535;
    }
}
