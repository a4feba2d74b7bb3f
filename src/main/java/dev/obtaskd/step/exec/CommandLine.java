package dev.obtaskd.step.exec;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Shows an argument list on one line, in a form that could be pasted into a shell. */
final class CommandLine {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private CommandLine() {}

    static String of(List<String> argv) {
        return argv.stream().map(CommandLine::shown).collect(Collectors.joining(" "));
    }

    private static String shown(String element) {
        if (PLAIN.matcher(element).matches()) {
            return element;
        }
        var oneLine = element.replace("\n", "\\n").replace("\r", "\\r");
        return "'" + oneLine.replace("'", "'\\''") + "'";
    }
}
