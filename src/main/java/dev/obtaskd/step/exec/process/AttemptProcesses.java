package dev.obtaskd.step.exec.process;

import dev.obtaskd.step.exec.cgroup.AttemptGroups;
import dev.obtaskd.step.exec.cgroup.LoginScopes;
import dev.obtaskd.step.exec.proc.AttemptFiles;
import dev.obtaskd.step.exec.proc.ProcessDescendants;
import dev.obtaskd.step.exec.proc.ProcessIdentity;
import dev.obtaskd.step.exec.proc.ProcessStarter;
import dev.obtaskd.step.exec.proc.ProcessStat;
import dev.obtaskd.step.exec.proc.ProcessTag;
import dev.obtaskd.step.exec.proc.TagCarriers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the living processes of one attempt: those in its control groups, its wrapper, those that
 * carry its cookie, those that were seen to be its own before, and whatever is {@code
 * ProcessDescendants} of these or in a login scope that one of these has entered. Without a group a
 * process escapes that leaves for another session and wipes its environment, and whose parent has
 * ended before anything looked.
 */
public final class AttemptProcesses {

    private final AttemptFiles files;
    private final ProcessTag cookie;
    private final TagCarriers carriers;
    private final AttemptGroups groups;
    private final long daemon = ProcessHandle.current().pid();
    private final String boot = ProcessIdentity.currentBoot();

    public AttemptProcesses(AttemptFiles files, ProcessTag cookie, AttemptGroups groups) {
        this.files = files;
        this.cookie = cookie;
        this.carriers = new TagCarriers(cookie);
        this.groups = groups;
    }

    AttemptGroups groups() {
        return groups;
    }

    /** Everything alive now. */
    public ProcessMembers members() {
        return members(ObservedProcesses.nothing());
    }

    /** The same for what has looked before, and remembers what is alive now. */
    ProcessMembers members(ObservedProcesses seen) {
        var alive = alive(ProcessStat.all());
        var wrapper = wrapper();
        var known = new HashSet<>(carriers.of(alive));
        known.addAll(groups.pids());
        var members = members(alive, known, wrapper, seen);
        seen.add(members, members);
        return split(members, wrapper);
    }

    /**
     * Remembers what would not be found later if its parent ended. Costs little, as it does not ask
     * all processes whether they carry the cookie: the wrapper leads to all that begins below it.
     */
    void observe(List<ProcessStat> all, ObservedProcesses seen) {
        var held = groups.pids();
        var members = members(alive(all), held, wrapper(), seen);
        seen.add(
                members,
                members.stream()
                        .filter(
                                member ->
                                        !seen.has(member)
                                                && !held.contains(member.pid())
                                                && !cookie.carriedBy(member.pid()))
                        .toList());
    }

    /** Whether the daemon was itself started by the attempt, and lives in its group. */
    boolean holdsTheDaemon() {
        return groups.pids().contains(daemon);
    }

    /** A wrapper is in a session, so what is in none is a thread of the kernel. */
    private static List<ProcessStat> alive(List<ProcessStat> all) {
        return all.stream().filter(stat -> !stat.dead() && stat.session() != 0).toList();
    }

    private Optional<ProcessIdentity> wrapper() {
        return files.claimant().filter(claimant -> claimant.bootId().equals(boot));
    }

    private static boolean is(Optional<ProcessIdentity> identity, ProcessStat stat) {
        return identity.filter(
                        one -> one.pid() == stat.pid() && one.startTicks() == stat.startTicks())
                .isPresent();
    }

    private List<ProcessStat> members(
            List<ProcessStat> alive,
            Set<Long> known,
            Optional<ProcessIdentity> wrapper,
            ObservedProcesses seen) {
        var certain =
                alive.stream()
                        .filter(
                                stat ->
                                        known.contains(stat.pid())
                                                || seen.has(stat)
                                                || is(wrapper, stat))
                        .map(ProcessStat::pid)
                        .collect(Collectors.toSet());
        // Nothing leads over the daemon's own session: a wrapper is in it for a moment, before it
        // begins its own.
        var session =
                alive.stream()
                        .filter(stat -> stat.pid() == daemon)
                        .map(ProcessStat::session)
                        .findFirst();
        var others =
                alive.stream()
                        .filter(stat -> session.isEmpty() || stat.session() != session.get())
                        .toList();
        var found = ProcessDescendants.of(others, certain, seen.sessions(others));
        found.addAll(LoginScopes.entered(others, found));
        var kin = ProcessDescendants.of(others, found, Set.of());
        if (certain.contains(daemon)) {
            // A daemon that was itself started by a step must not stop itself, nor what it runs.
            kin.removeAll(ProcessDescendants.of(alive, Set.of(daemon), Set.of()));
        }
        return others.stream().filter(stat -> kin.contains(stat.pid())).toList();
    }

    private static ProcessMembers split(
            List<ProcessStat> members, Optional<ProcessIdentity> wrapper) {
        var parts = members.stream().collect(Collectors.partitioningBy(stat -> is(wrapper, stat)));
        return new ProcessMembers(parts.get(false), parts.get(true));
    }

    /** Sends SIGTERM to all of them. */
    static void terminate(Collection<ProcessStat> members) {
        members.forEach(member -> signal(member, false));
    }

    /** Sends SIGKILL to all of them. */
    public static void kill(Collection<ProcessStat> members) {
        kill(members, List.of());
    }

    /** The same, and not to the spared ones, which may be in a process group with them. */
    static void kill(Collection<ProcessStat> members, Collection<ProcessStat> spared) {
        var sparedGroups = spared.stream().map(ProcessStat::group).collect(Collectors.toSet());
        killGroups(
                members.stream()
                        .map(ProcessStat::group)
                        .filter(group -> !sparedGroups.contains(group))
                        .distinct()
                        .toList());
        members.forEach(member -> signal(member, true));
    }

    /**
     * Safe from a process number that was given away meanwhile: the handle checks the start time.
     */
    private static void signal(ProcessStat member, boolean force) {
        var handle = ProcessHandle.of(member.pid());
        var same = ProcessStat.of(member.pid()).filter(member::is);
        if (same.isPresent()) {
            handle.ifPresent(force ? ProcessHandle::destroyForcibly : ProcessHandle::destroy);
        }
    }

    /**
     * The kernel kills a process group in one go, so that even programs which fork all the time
     * cannot outrun it.
     */
    private static void killGroups(List<Long> groups) {
        if (groups.isEmpty()) {
            return;
        }
        var command =
                new ArrayList<>(
                        List.of(
                                "/bin/sh",
                                "-c",
                                "for group; do kill -s KILL -- \"-$group\"; done",
                                "sh"));
        groups.forEach(group -> command.add(group.toString()));
        try {
            ProcessStarter.run(new ProcessBuilder(command));
        } catch (IOException noProcessToSpare) {
            // They may have taken the last free process; killing one by one makes room for the next
            // round.
        }
    }
}
