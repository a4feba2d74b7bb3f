package dev.obtaskd.step.exec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.step.SpecChecker;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Finds the places in an argument list where a value could become code. */
final class ShellInjectionCheck {

    private static final Pattern CODE_OPTION = Pattern.compile("[-+][A-Za-z]*c");
    private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "ash", "ksh", "zsh");

    private ShellInjectionCheck() {}

    /** Indexes of the elements that hold a template and must not. */
    static Set<Integer> holes(JsonNode argv) {
        var holes = new TreeSet<Integer>();
        for (var i = 1; i < argv.size(); i++) {
            if (SpecChecker.template(argv.get(i))
                    && CODE_OPTION.matcher(argv.get(i - 1).asText()).matches()) {
                holes.add(i);
            }
        }
        if (SHELLS.contains(basename(argv.path(0).asText()))) {
            optionsOfShell(argv, holes);
        }
        return holes;
    }

    /**
     * A template among a shell's options could turn into {@code -c}, and what follows it into code.
     */
    private static void optionsOfShell(JsonNode argv, Set<Integer> holes) {
        for (var i = 1; i < argv.size(); i++) {
            var element = argv.get(i).asText();
            if (SpecChecker.template(argv.get(i)) && !element.startsWith("/")) {
                holes.add(i);
            } else if (!element.startsWith("-") || CODE_OPTION.matcher(element).matches()) {
                return;
            }
        }
    }

    private static String basename(String program) {
        return program.substring(program.lastIndexOf('/') + 1);
    }
}
