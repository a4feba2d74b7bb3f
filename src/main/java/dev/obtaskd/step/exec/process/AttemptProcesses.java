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
 * carry its tag, those observed earlier, their {@link ProcessDescendants}, and all in a login scope
 * that one of these has entered.
 *
 * <p>Environments are read at the first scan and whenever the control groups hold no process. In
 * between, the groups are complete: what leaves them keeps a known parent or was observed.
 *
 * <p>Without a group, a process escapes that starts a session of its own, has an empty environment,
 * and whose parent ended before a scan.
 */
public final class AttemptProcesses {

    private final AttemptFiles files;
    private final ProcessTag tag;
    private final TagCarriers carriers;
    private final AttemptGroups groups;
    private final long daemon = ProcessHandle.current().pid();
    private final String boot = ProcessIdentity.currentBoot();
    private boolean scanned;

    public AttemptProcesses(AttemptFiles files, ProcessTag tag, AttemptGroups groups) {
        this(files, tag, groups, new TagCarriers(tag));
    }

    AttemptProcesses(
            AttemptFiles files, ProcessTag tag, AttemptGroups groups, TagCarriers carriers) {
        this.files = files;
        this.tag = tag;
        this.carriers = carriers;
        this.groups = groups;
    }

    AttemptGroups groups() {
        return groups;
    }

    /** All processes that are alive now. */
    public ProcessMembers members() {
        return members(ObservedProcesses.none());
    }

    /** The same, including descendants of observed processes; records what is alive now. */
    ProcessMembers members(ObservedProcesses observed) {
        var alive = alive(ProcessStat.all());
        var wrapper = wrapper();
        var known = new HashSet<>(groups.pids());
        if (known.isEmpty() || !scanned) {
            known.addAll(carriers.among(candidates(alive, known, wrapper)));
            scanned = true;
        }
        var members = members(alive, known, wrapper, observed);
        observed.record(members, members);
        return split(members, wrapper);
    }

    /** A process that is older than the wrapper cannot have inherited the tag from it. */
    private static List<ProcessStat> candidates(
            List<ProcessStat> alive, Set<Long> known, Optional<ProcessIdentity> wrapper) {
        var since = wrapper.map(ProcessIdentity::startTicks).orElse(0L);
        return alive.stream()
                .filter(stat -> stat.startTicks() >= since && !known.contains(stat.pid()))
                .toList();
    }

    /**
     * Records processes that could not be found any more if their parent ended. Reads the
     * environment of new members only: every member descends from the wrapper.
     */
    void observe(List<ProcessStat> all, ObservedProcesses observed) {
        var grouped = groups.pids();
        var members = members(alive(all), grouped, wrapper(), observed);
        observed.record(
                members,
                members.stream()
                        .filter(
                                member ->
                                        !observed.has(member)
                                                && !grouped.contains(member.pid())
                                                && !tag.carriedBy(member.pid()))
                        .toList());
    }

    /**
     * Whether the control group alone shows that processes are left, so that no scan of the host is
     * needed. Only in a group that keeps all: from others a process may move to a login scope,
     * which only a scan observes.
     */
    boolean groupIsOccupied() {
        var grouped = groups.pids();
        return !grouped.isEmpty() && !grouped.contains(daemon) && groups.keepAll();
    }

    /** Whether the attempt itself started this daemon, which then lives in the attempt's group. */
    boolean holdsTheDaemon() {
        return groups.pids().contains(daemon);
    }

    /** A wrapper has a session; a process without one is a kernel thread. */
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
            ObservedProcesses observed) {
        var certain =
                alive.stream()
                        .filter(
                                stat ->
                                        known.contains(stat.pid())
                                                || observed.has(stat)
                                                || is(wrapper, stat))
                        .map(ProcessStat::pid)
                        .collect(Collectors.toSet());
        // The daemon's own session is excluded: a new wrapper is in it until it calls setsid.
        var session =
                alive.stream()
                        .filter(stat -> stat.pid() == daemon)
                        .map(ProcessStat::session)
                        .findFirst();
        var others =
                alive.stream()
                        .filter(stat -> session.isEmpty() || stat.session() != session.get())
                        .toList();
        var found = ProcessDescendants.of(others, certain, observed.sessions(others));
        found.addAll(LoginScopes.entered(others, found));
        var result = ProcessDescendants.of(others, found, Set.of());
        if (certain.contains(daemon)) {
            // A daemon that a step started must not stop itself, nor what it runs.
            result.removeAll(ProcessDescendants.of(alive, Set.of(daemon), Set.of()));
        }
        return others.stream().filter(stat -> result.contains(stat.pid())).toList();
    }

    private static ProcessMembers split(
            List<ProcessStat> members, Optional<ProcessIdentity> wrapper) {
        return new ProcessMembers(
                members.stream().filter(stat -> !is(wrapper, stat)).toList(),
                members.stream().filter(stat -> is(wrapper, stat)).toList());
    }

    /** Sends SIGTERM to all of them. */
    static void terminate(Collection<ProcessStat> members) {
        members.forEach(member -> signal(member, false));
    }

    /** Sends SIGKILL to all of them. */
    public static void kill(Collection<ProcessStat> members) {
        kill(members, List.of());
    }

    /** Sends SIGKILL to the members and not to the spared ones, which may share a process group. */
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

    /** The handle checks the start time: the process id may have been reused meanwhile. */
    private static void signal(ProcessStat member, boolean force) {
        var handle = ProcessHandle.of(member.pid());
        var same = ProcessStat.of(member.pid()).filter(member::isSame);
        if (same.isPresent()) {
            handle.ifPresent(force ? ProcessHandle::destroyForcibly : ProcessHandle::destroy);
        }
    }

    /** The kernel kills a process group at once, which also stops programs that keep forking. */
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
            // No process could be created for the shell; signals to single processes free some for
            // the next round.
        }
    }
}
