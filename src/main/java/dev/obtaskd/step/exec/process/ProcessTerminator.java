package dev.obtaskd.step.exec.process;

import dev.obtaskd.step.StepContext;
import dev.obtaskd.step.exec.output.AttemptOutputs;
import dev.obtaskd.step.exec.proc.AttemptFiles;
import dev.obtaskd.step.exec.proc.Notifier;
import dev.obtaskd.step.exec.proc.ProcessStat;
import dev.obtaskd.step.exec.proc.ProcessTable;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Stops everything that an attempt started: SIGTERM, grace, SIGKILL, until nothing is left. */
public final class ProcessTerminator {

    private static final Duration INTERVAL = Duration.ofMillis(20);

    /** The pause after a scan during the grace, as a multiple of the time that the scan took. */
    private static final int PAUSE_PER_SCAN = 4;

    /** How long the wrapper may take to store the exit code of a killed program. */
    private static final Duration EXIT_CODE_TIMEOUT = Duration.ofSeconds(5);

    /**
     * After so many rounds the wrapper is killed too: what forks faster than it is killed may be in
     * the wrapper's process group.
     */
    private static final int ROUNDS_SPARING_WRAPPER = 25;

    private static final int ROUNDS_BETWEEN_MESSAGES = 500;

    private static final ProcessTable TABLE = new ProcessTable();

    private final StepContext context;
    private final AttemptFiles files;
    private final AttemptOutputs outputs;
    private final AttemptProcesses processes;
    private final Duration grace;
    private final Notifier notifier;
    private final ObservedProcesses observed;
    private List<ProcessStat> lastTable = List.of();

    public ProcessTerminator(
            StepContext context,
            AttemptOutputs outputs,
            AttemptProcesses processes,
            Duration grace,
            Notifier notifier) {
        this.context = context;
        this.files = new AttemptFiles(context.directory());
        this.outputs = outputs;
        this.processes = processes;
        this.grace = grace;
        this.notifier = notifier;
        this.observed = ObservedProcesses.recorded(files);
    }

    /**
     * Called while the attempt runs: records processes that a stop could not find any more once
     * their parent has ended.
     */
    void observe() {
        if (!processes.groups().keepAll()) {
            var table = TABLE.recent();
            if (table != lastTable) {
                lastTable = table;
                processes.observe(table, observed);
            }
        }
    }

    /** Returns when nothing of the attempt is alive, or the daemon shuts down. */
    ProcessExit run() throws IOException, InterruptedException {
        // With a stop file, an earlier daemon began the stop: the program did not end by itself.
        var ownExitCode = files.exitCode().filter(code -> !Files.exists(files.stop()));
        preventStart();
        var members = members();
        if (!members.none()) {
            context.log().system("stopping: SIGTERM to " + members.all().size() + " processes");
            AttemptProcesses.terminate(members.all());
        }
        awaitEnd(grace);
        var code = files.exitCode();
        var killed = kill(this::log);
        outputs.readRest();
        if (context.detached()) {
            return new ProcessExit.Detached();
        }
        return ownExitCode
                .<ProcessExit>map(ProcessExit.Exited::new)
                .orElseGet(() -> new ProcessExit.Stopped(killed ? code : files.exitCode()));
    }

    /** Precedes the scan: a program that the scan does not see starts later and finds the file. */
    private void preventStart() {
        try {
            Files.createFile(files.stop());
        } catch (IOException existsOrDiskFull) {
            // Without the file, a program that starts at this moment is killed after the grace.
        }
    }

    /** Reads output meanwhile; returns early when the daemon shuts down. */
    private void awaitEnd(Duration atMost) throws IOException, InterruptedException {
        var until = System.nanoTime() + atMost.toNanos();
        while (System.nanoTime() < until && !context.detached()) {
            var began = System.nanoTime();
            if (!processes.groupIsOccupied() && members().none()) {
                return;
            }
            var pause = Duration.ofNanos(System.nanoTime() - began).multipliedBy(PAUSE_PER_SCAN);
            outputs.readSome();
            notifier.await(pause.compareTo(INTERVAL) > 0 ? pause : INTERVAL);
        }
    }

    /** Kills until nothing is left. */
    public void kill() throws IOException, InterruptedException {
        kill(this::log);
    }

    /** The same, for a log that cannot be written any more. */
    public void killSilently() throws InterruptedException {
        kill(true, (round, left) -> {});
    }

    /**
     * Kills the program first, so that the wrapper can store its exit code.
     *
     * @return whether any process of the program was alive
     */
    private boolean kill(Listener listener) throws IOException, InterruptedException {
        var killed = kill(false, listener);
        awaitEnd(EXIT_CODE_TIMEOUT);
        return kill(true, listener) | killed;
    }

    /** Ends after two empty scans: one scan can miss a process that forks or execs meanwhile. */
    private boolean kill(boolean wrapperToo, Listener listener) throws InterruptedException {
        var killed = false;
        for (int empty = 0, round = 0; empty < 2 && !context.detached(); round++) {
            var all = wrapperToo || round >= ROUNDS_SPARING_WRAPPER;
            var targets = targets(members(), all);
            empty = targets.isEmpty() ? empty + 1 : 0;
            if (!targets.isEmpty()) {
                killed = true;
                listener.round(round, targets.size());
                killRound(all);
                notifier.await(INTERVAL);
            }
        }
        return killed;
    }

    /** The living processes, which people see while they wait for the stop. */
    private ProcessMembers members() {
        var members = processes.members(observed);
        context.stopping(members.all().stream().map(ProcessStat::pid).toList());
        return members;
    }

    private static List<ProcessStat> targets(ProcessMembers members, boolean all) {
        return all ? members.all() : members.program();
    }

    /** Scans and kills while no process in the groups can start another one. */
    private void killRound(boolean all) {
        if (processes.holdsTheDaemon()) {
            killScanned(all, false);
            return;
        }
        processes.groups().freeze(true);
        try {
            killScanned(all, true);
        } finally {
            processes.groups().freeze(false);
        }
    }

    /** Sends signals to those that the kernel does not kill with their group. */
    private void killScanned(boolean all, boolean byGroup) {
        var members = processes.members(observed);
        var killed = byGroup ? processes.groups().kill() : Set.<Long>of();
        var left =
                targets(members, all).stream()
                        .filter(stat -> !killed.contains(stat.pid()))
                        .toList();
        AttemptProcesses.kill(left, all ? List.of() : members.wrapper());
    }

    private interface Listener {
        void round(int round, int left);
    }

    private void log(int round, int left) {
        if (round == 0) {
            context.log().system("SIGKILL to " + left + " processes");
        } else if (round % ROUNDS_BETWEEN_MESSAGES == 0) {
            context.log()
                    .system(
                            left
                                    + " processes are still alive after SIGKILL; the kernel may"
                                    + " hold them in a system call");
        }
    }
}
