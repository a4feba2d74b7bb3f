package dev.obtaskd.step.file;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.step.SpecChecker;
import dev.obtaskd.step.StepKind.Flaw;
import dev.obtaskd.text.Messages;
import java.util.List;
import java.util.regex.Pattern;

/** Checks a {@code file} specification. */
public final class FileSpecChecker {

    private static final Messages MESSAGES = Messages.of("step");

    private static final Pattern MODE = Pattern.compile("0?[0-7]{3}");
    private static final Pattern OWNER =
            Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*(:[A-Za-z0-9_][A-Za-z0-9_.-]*)?");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");

    private FileSpecChecker() {}

    public static List<Flaw> flaws(JsonNode spec) {
        var check =
                SpecChecker.of(spec).keys("write", "copy", "link", "remove", "checksum", "restore");
        if (spec.size() != 1) {
            check.flaw(
                    MESSAGES.text("spec.one-of", "write, copy, link, remove, checksum, restore"));
            return check.flaws();
        }
        var action = spec.fieldNames().next();
        action(action, check.child(action));
        return check.flaws();
    }

    private static void action(String name, SpecChecker action) {
        switch (name) {
            case "write" ->
                    owned(action.keys("path", "content", "mode", "owner", "follow"))
                            .require("path")
                            .require("content")
                            .path("path")
                            .value("content", JsonNode::isTextual, MESSAGES.text("spec.string"));
            case "copy" ->
                    owned(action.keys("from", "to", "mode", "owner", "follow"))
                            .require("from")
                            .require("to")
                            .path("from")
                            .path("to");
            case "link" ->
                    action.keys("path", "target")
                            .require("path")
                            .require("target")
                            .path("path")
                            .path("target");
            case "remove" -> action.keys("path").require("path").path("path");
            case "checksum" ->
                    action.keys("path", "sha256")
                            .require("path")
                            .path("path")
                            .text(
                                    "sha256",
                                    sum -> SHA256.matcher(sum).matches(),
                                    MESSAGES.text("file.sha256"));
            case "restore" -> action.keys();
            default -> {}
        }
    }

    /** Keys for the attributes of the new file. */
    private static SpecChecker owned(SpecChecker action) {
        return action.text(
                        "mode",
                        mode -> MODE.matcher(mode).matches(),
                        MESSAGES.text("spec.octal", "0644"))
                .text("owner", owner -> OWNER.matcher(owner).matches(), MESSAGES.text("file.owner"))
                .value("follow", JsonNode::isBoolean, MESSAGES.text("spec.flag"));
    }
}
