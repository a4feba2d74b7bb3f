package dev.obtaskd.step.exec.process;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Passes the variables of a program through the shell. Some names are special in a shell, which
 * refuses or changes them: these variables are passed under another name, and {@code env -S}
 * renames them. Values are never on a command line, which other users can read.
 */
final class ProgramEnvironment {

    private static final String PREFIX = "OBTASKD_ENV_";
    private static final Set<String> SPECIAL =
            Set.of(
                    "_",
                    "DIRSTACK",
                    "EPOCHREALTIME",
                    "EPOCHSECONDS",
                    "EUID",
                    "EXECIGNORE",
                    "FUNCNAME",
                    "FUNCNEST",
                    "GROUPS",
                    "HISTCMD",
                    "LINENO",
                    "OPTIND",
                    "PIPESTATUS",
                    "PPID",
                    "RANDOM",
                    "SECONDS",
                    "SHELLOPTS",
                    "SHLVL",
                    "SRANDOM",
                    "UID");

    private ProgramEnvironment() {}

    /** The name of the variable in the shell. */
    static String inShell(String name) {
        return isSpecial(name) ? PREFIX + name : name;
    }

    /** The argument for {@code env -S}; empty if no variable is renamed. */
    static String names(Collection<String> names) {
        var special = names.stream().filter(ProgramEnvironment::isSpecial).toList();
        var unset = special.stream().map(name -> "-u " + PREFIX + name);
        var values = special.stream().map(name -> name + "=${" + PREFIX + name + "}");
        return Stream.concat(unset, values).collect(Collectors.joining(" "));
    }

    private static boolean isSpecial(String name) {
        return name.startsWith("BASH") || SPECIAL.contains(name);
    }
}
