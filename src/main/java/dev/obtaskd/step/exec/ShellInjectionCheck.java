package dev.obtaskd.step.exec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.step.SpecChecker;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Finds the arguments where a template could become shell code. */
final class ShellInjectionCheck {

    private static final Pattern CODE_OPTION = Pattern.compile("[-+][A-Za-z]*c");
    private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "ash", "ksh", "zsh");

    private ShellInjectionCheck() {}

    /** Indexes of elements that must not contain a template but do. */
    static Set<Integer> unsafe(JsonNode argv) {
        var unsafe = new TreeSet<Integer>();
        for (var i = 1; i < argv.size(); i++) {
            if (SpecChecker.template(argv.get(i))
                    && CODE_OPTION.matcher(argv.get(i - 1).asText()).matches()) {
                unsafe.add(i);
            }
        }
        if (SHELLS.contains(basename(argv.path(0).asText()))) {
            optionsOfShell(argv, unsafe);
        }
        return unsafe;
    }

    /** A template among a shell's options could become {@code -c}, and the next argument code. */
    private static void optionsOfShell(JsonNode argv, Set<Integer> unsafe) {
        for (var i = 1; i < argv.size(); i++) {
            var element = argv.get(i).asText();
            if (SpecChecker.template(argv.get(i)) && !element.startsWith("/")) {
                unsafe.add(i);
            } else if (!element.startsWith("-") || CODE_OPTION.matcher(element).matches()) {
                return;
            }
        }
    }

    private static String basename(String program) {
        return program.substring(program.lastIndexOf('/') + 1);
    }
}
