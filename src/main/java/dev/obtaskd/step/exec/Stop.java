package dev.obtaskd.step.exec;

import dev.obtaskd.step.StepContext;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

/** Ends everything that an attempt started: asks, waits, kills, until nobody is left. */
final class Stop {

    private static final Duration LOOK = Duration.ofMillis(20);

    private final StepContext context;
    private final AttemptFiles files;
    private final Outputs outputs;
    private final Family family;
    private final Duration grace;
    private final Wake wake;
    private final Seen seen;

    Stop(StepContext context, Outputs outputs, Family family, Duration grace, Wake wake) {
        this.context = context;
        this.files = new AttemptFiles(context.directory());
        this.outputs = outputs;
        this.family = family;
        this.grace = grace;
        this.wake = wake;
        this.seen = new Seen(files.stop());
    }

    /** Returns when nothing of the attempt is alive, or the daemon goes down. */
    End run() throws IOException, InterruptedException {
        var before = files.exitCode();
        forbid();
        var members = members();
        if (!members.isEmpty()) {
            context.log().system("stopping: SIGTERM to " + members.size() + " processes");
            Family.terminate(members);
        }
        waitForThem();
        kill();
        outputs.rest();
        if (context.detached()) {
            return new End.Detached();
        }
        return before.<End>map(End.Exited::new).orElseGet(() -> new End.Stopped(files.exitCode()));
    }

    /** Comes before the look around: who is not seen there has not begun yet, and finds this. */
    private void forbid() {
        try {
            Files.createFile(files.stop());
        } catch (IOException thereOrNoRoom) {
            // Without it a program that begins at this moment is killed at the end of the grace.
        }
    }

    private void waitForThem() throws IOException, InterruptedException {
        var until = System.nanoTime() + grace.toNanos();
        while (System.nanoTime() < until && !context.detached() && !members().isEmpty()) {
            outputs.some();
            wake.await(LOOK);
        }
    }

    /** Kills until nobody is left. */
    void kill() throws InterruptedException {
        kill(this::say);
    }

    /** The same where nothing can be written down any more. */
    void killSilently() throws InterruptedException {
        kill((round, left) -> {});
    }

    /** Looks twice, as a process that forks or execs at the moment can hide. */
    private void kill(Telling telling) throws InterruptedException {
        for (int empty = 0, round = 0; empty < 2 && !context.detached(); round++) {
            var members = members();
            empty = members.isEmpty() ? empty + 1 : 0;
            if (!members.isEmpty()) {
                telling.say(round, members.size());
                Family.kill(members);
                wake.await(LOOK);
            }
        }
    }

    /** Whoever was seen once stays one. */
    private List<ProcessStat> members() {
        var members = family.members(seen::has);
        seen.add(members);
        return members;
    }

    private interface Telling {
        void say(int round, int left);
    }

    private void say(int round, int left) {
        if (round == 0) {
            context.log().system("SIGKILL to " + left + " processes");
        } else if (round % 500 == 0) {
            context.log().system(left + " processes do not die yet; the kernel may hold them in a system call");
        }
    }
}
