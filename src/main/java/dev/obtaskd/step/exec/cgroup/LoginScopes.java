package dev.obtaskd.step.exec.cgroup;

import dev.obtaskd.step.exec.proc.ProcReader;
import dev.obtaskd.step.exec.proc.ProcessStat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The groups that systemd makes for user sessions. {@code su -} with {@code pam_systemd} moves
 * itself out of the attempt's group into a new scope; its children stay there after it has ended.
 */
public final class LoginScopes {

    private static final Pattern SCOPE =
            Pattern.compile("(?m)^(?:0:|[0-9]+:name=systemd):(.*/session-[^/\n]+\\.scope)$");

    private LoginScopes() {}

    /**
     * The numbers of all processes in a scope that one of the known ones has entered. A process
     * whose parent is a known process outside of the scope has entered it. Other scopes may contain
     * the daemon itself or its user's session.
     */
    public static Set<Long> entered(List<ProcessStat> all, Collection<Long> known) {
        return entered(all, known, LoginScopes::of);
    }

    public static Set<Long> entered(
            List<ProcessStat> all,
            Collection<Long> known,
            Function<Long, Optional<String>> scopeOf) {
        Map<Long, Optional<String>> scopes =
                known.stream().collect(Collectors.toMap(pid -> pid, scopeOf));
        var entered =
                all.stream()
                        .filter(stat -> known.contains(stat.pid()) && known.contains(stat.parent()))
                        .filter(
                                stat ->
                                        !Objects.equals(
                                                scopes.get(stat.pid()), scopes.get(stat.parent())))
                        .flatMap(stat -> Objects.requireNonNull(scopes.get(stat.pid())).stream())
                        .collect(Collectors.toSet());
        return entered.isEmpty()
                ? Set.of()
                : all.stream()
                        .map(ProcessStat::pid)
                        .filter(pid -> scopeOf.apply(pid).filter(entered::contains).isPresent())
                        .collect(Collectors.toSet());
    }

    /** The scope of a process. */
    static Optional<String> of(long pid) {
        return ProcReader.read(
                        () ->
                                Files.readString(
                                        Path.of("/proc", "" + pid, "cgroup"),
                                        StandardCharsets.ISO_8859_1))
                .flatMap(LoginScopes::in);
    }

    /** The scope in the text of {@code /proc/<pid>/cgroup}. */
    public static Optional<String> in(String cgroup) {
        var scope = SCOPE.matcher(cgroup);
        return scope.find() ? Optional.of(scope.group(1)) : Optional.empty();
    }
}
