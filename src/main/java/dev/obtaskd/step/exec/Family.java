package dev.obtaskd.step.exec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The living processes of one attempt: those that carry its cookie, those in a session of one that
 * does, and those in its control groups. A session with a carrier is ours, as the wrapper began in a session of
 * its own. Only a process that both leaves for another session and wipes its environment escapes, and
 * not even that one where there is a group.
 */
record Family(Cookie cookie, AttemptGroups groups) {

    /** Everyone alive now, the wrapper included. */
    List<ProcessStat> members() {
        return members(stat -> false);
    }

    /**
     * The same for who has looked before.
     *
     * @param seen a process that is ours, and its session too, though no carrier is left
     */
    List<ProcessStat> members(Predicate<ProcessStat> seen) {
        // A wrapper is in a session, so who is in none is a thread of the kernel.
        var alive = ProcessStat.all().stream().filter(stat -> !stat.dead() && stat.session() != 0).toList();
        var certain = alive.stream()
                .filter(stat -> seen.test(stat) || cookie.carriedBy(stat.pid()))
                .collect(Collectors.toSet());
        var sessions = certain.stream().map(ProcessStat::session).collect(Collectors.toSet());
        var grouped = groups.pids();
        // A daemon that was itself started by a step must not stop itself.
        var self = ProcessStat.of(ProcessHandle.current().pid());
        self.map(ProcessStat::session).ifPresent(sessions::remove);
        return alive.stream()
                .filter(stat -> self.isEmpty() || stat.session() != self.get().session())
                .filter(stat -> certain.contains(stat) || sessions.contains(stat.session()) || grouped.contains(stat.pid()))
                .toList();
    }

    /** Sends SIGTERM to everyone. */
    static void terminate(Collection<ProcessStat> members) {
        members.forEach(member -> signal(member, false));
    }

    /** Sends SIGKILL to everyone. */
    static void kill(Collection<ProcessStat> members) {
        killGroups(members);
        members.forEach(member -> signal(member, true));
    }

    /** Safe from a process number that was given away meanwhile: the handle checks the start time. */
    private static void signal(ProcessStat member, boolean force) {
        var handle = ProcessHandle.of(member.pid());
        var same = ProcessStat.of(member.pid()).filter(member::is);
        if (same.isPresent()) {
            handle.ifPresent(force ? ProcessHandle::destroyForcibly : ProcessHandle::destroy);
        }
    }

    /** The kernel kills a group in one go, so that even programs which fork all the time cannot outrun it. */
    private static void killGroups(Collection<ProcessStat> members) {
        var command = new ArrayList<>(List.of("/bin/sh", "-c", "for group; do kill -s KILL -- \"-$group\"; done", "sh"));
        members.stream().map(ProcessStat::group).distinct().forEach(group -> command.add(group.toString()));
        try {
            Spawn.run(new ProcessBuilder(command));
        } catch (IOException noProcessToSpare) {
            // They may have taken the last free process; killing one by one makes room for the next round.
        }
    }
}
