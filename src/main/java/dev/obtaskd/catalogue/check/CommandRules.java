package dev.obtaskd.catalogue.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.catalogue.operation.Template;
import dev.obtaskd.step.StepKind.Flaw;
import dev.obtaskd.text.Messages;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Refuses templates that could become code: the argument after {@code -c} and the script of a
 * shell.
 */
final class CommandRules {

    private static final Messages MESSAGES = Messages.of("catalogue");

    private static final Pattern SHELL = Pattern.compile("(.*/)?(ba|da|z|k|a|mk|fi|c|tc)?sh");
    private static final Pattern TAKES_CODE = Pattern.compile("[-+][A-Za-z]*c");

    private CommandRules() {}

    static List<Flaw> check(StepActions.Place place) {
        var argv = place.action().spec().path("argv");
        return IntStream.range(0, argv.size())
                .filter(
                        i ->
                                Template.in(argv.get(i).asText())
                                        && (followsCodeFlag(argv, i) || isScript(argv, i)))
                .mapToObj(i -> flaw(place.pointer() + "/argv/" + i, argv.get(i).asText()))
                .toList();
    }

    private static boolean followsCodeFlag(JsonNode argv, int i) {
        return i > 0 && TAKES_CODE.matcher(argv.get(i - 1).asText()).matches();
    }

    /** A template among the options of a shell or as its script could have any value, also "-c". */
    private static boolean isScript(JsonNode argv, int i) {
        return i > 0
                && SHELL.matcher(argv.get(0).asText()).matches()
                && IntStream.range(1, i)
                        .allMatch(before -> argv.get(before).asText().startsWith("-"));
    }

    private static Flaw flaw(String pointer, String argument) {
        var shown = argument.strip().lines().findFirst().orElse("");
        return Flaws.at(pointer, MESSAGES.text("code.refused", shown));
    }
}
