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
import java.util.function.Predicate;

/** Ends everything that an attempt started: asks, waits, kills, until nothing is left. */
public final class ProcessTerminator {

    private static final Duration LOOK = Duration.ofMillis(20);

    /** So many times as long as a look takes, there is none while the program may end by itself. */
    private static final int RESTS = 4;

    /** How long the wrapper may take to write down how a killed program ended. */
    private static final Duration WRITES_DOWN = Duration.ofSeconds(5);

    /**
     * If so many rounds leave something, the wrapper is no longer spared: what forks faster may be
     * in its process group.
     */
    private static final int SPARING = 25;

    private static final ProcessTable TABLE = new ProcessTable();

    private final StepContext context;
    private final AttemptFiles files;
    private final AttemptOutputs outputs;
    private final AttemptProcesses family;
    private final Duration grace;
    private final Notifier wake;
    private final ObservedProcesses seen;
    private List<ProcessStat> observed = List.of();

    public ProcessTerminator(
            StepContext context,
            AttemptOutputs outputs,
            AttemptProcesses family,
            Duration grace,
            Notifier wake) {
        this.context = context;
        this.files = new AttemptFiles(context.directory());
        this.outputs = outputs;
        this.family = family;
        this.grace = grace;
        this.wake = wake;
        this.seen = ObservedProcesses.kept(files);
    }

    /**
     * Looks, while the attempt runs, for what a stop could not find any more if a parent ended
     * before it.
     */
    void observe() {
        if (!family.groups().keepAll()) {
            var table = TABLE.recent();
            if (table != observed) {
                observed = table;
                family.observe(table, seen);
            }
        }
    }

    /** Returns when nothing of the attempt is alive, or the daemon goes down. */
    ProcessExit run() throws IOException, InterruptedException {
        // An earlier life of the daemon may have begun the stop: then the program did not end by
        // itself.
        var before = files.exitCode().filter(code -> !Files.exists(files.stop()));
        forbid();
        var members = family.members(seen);
        if (!members.none()) {
            context.log().system("stopping: SIGTERM to " + members.all().size() + " processes");
            AttemptProcesses.terminate(members.all());
        }
        waitForThem();
        var code = files.exitCode();
        var killed = kill(this::say);
        outputs.rest();
        if (context.detached()) {
            return new ProcessExit.Detached();
        }
        return before.<ProcessExit>map(ProcessExit.Exited::new)
                .orElseGet(() -> new ProcessExit.Stopped(killed ? code : files.exitCode()));
    }

    /** Comes before the look around: what is not seen there has not begun yet, and finds this. */
    private void forbid() {
        try {
            Files.createFile(files.stop());
        } catch (IOException thereOrNoRoom) {
            // Without it a program that begins at this moment is killed at the end of the grace.
        }
    }

    private void waitForThem() throws IOException, InterruptedException {
        waitUntil(ProcessMembers::none, grace);
    }

    /** Brings in output meanwhile, and gives up when the daemon goes down. */
    private void waitUntil(Predicate<ProcessMembers> reached, Duration atMost)
            throws IOException, InterruptedException {
        var until = System.nanoTime() + atMost.toNanos();
        while (System.nanoTime() < until && !context.detached()) {
            var began = System.nanoTime();
            if (reached.test(family.members(seen))) {
                return;
            }
            var took = Duration.ofNanos(System.nanoTime() - began).multipliedBy(RESTS);
            outputs.some();
            wake.await(took.compareTo(LOOK) > 0 ? took : LOOK);
        }
    }

    /** Kills until nothing is left. */
    public void kill() throws IOException, InterruptedException {
        kill(this::say);
    }

    /** The same where nothing can be written down any more. */
    public void killSilently() throws InterruptedException {
        kill(true, (round, left) -> {});
    }

    /**
     * The program first, so that the wrapper can tell of it.
     *
     * @return whether there was any of the program
     */
    private boolean kill(Telling telling) throws IOException, InterruptedException {
        var killed = kill(false, telling);
        waitUntil(ProcessMembers::none, WRITES_DOWN);
        return kill(true, telling) | killed;
    }

    /** Looks twice, as a process that forks or execs at the moment can hide. */
    private boolean kill(boolean wrapperToo, Telling telling) throws InterruptedException {
        var killed = false;
        for (int empty = 0, round = 0; empty < 2 && !context.detached(); round++) {
            var all = wrapperToo || round >= SPARING;
            var left = left(family.members(seen), all);
            empty = left.isEmpty() ? empty + 1 : 0;
            if (!left.isEmpty()) {
                killed = true;
                telling.say(round, left.size());
                strike(all);
                wake.await(LOOK);
            }
        }
        return killed;
    }

    private static List<ProcessStat> left(ProcessMembers members, boolean all) {
        return all ? members.all() : members.program();
    }

    /** Looks while nothing in the group can start another process. */
    private void strike(boolean all) {
        if (family.holdsTheDaemon()) {
            strike(family.members(seen), all);
            return;
        }
        family.groups().freeze(true);
        try {
            strike(family.members(seen), all);
            family.groups().kill();
        } finally {
            family.groups().freeze(false);
        }
    }

    private static void strike(ProcessMembers members, boolean all) {
        AttemptProcesses.kill(left(members, all), all ? List.of() : members.wrapper());
    }

    private interface Telling {
        void say(int round, int left);
    }

    private void say(int round, int left) {
        if (round == 0) {
            context.log().system("SIGKILL to " + left + " processes");
        } else if (round % 500 == 0) {
            context.log()
                    .system(
                            left
                                    + " processes do not die yet; the kernel may hold them in a"
                                    + " system call");
        }
    }
}
