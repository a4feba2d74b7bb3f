package dev.obtaskd.step.exec.process;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which variables of a program a shell hands on as they were given. Others have a meaning of their
 * own in some shell, which refuses or changes them: these get there under another name, and {@code
 * env -S} gives them theirs. Values are on no command line, as other users can read those.
 */
final class ProgramEnvironment {

    private static final String PREFIX = "OBTASKD_ENV_";
    private static final Set<String> SHELLS_OWN =
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

    /** The name under which the shell has it. */
    static String inShell(String name) {
        return shellsOwn(name) ? PREFIX + name : name;
    }

    /** The argument for {@code env -S}; empty if there is nothing to do. */
    static String names(Collection<String> names) {
        var own = names.stream().filter(ProgramEnvironment::shellsOwn).toList();
        var away = own.stream().map(name -> "-u " + PREFIX + name);
        var values = own.stream().map(name -> name + "=${" + PREFIX + name + "}");
        return Stream.concat(away, values).collect(Collectors.joining(" "));
    }

    private static boolean shellsOwn(String name) {
        return name.startsWith("BASH") || SHELLS_OWN.contains(name);
    }
}
