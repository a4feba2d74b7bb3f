package dev.obtaskd.daemon.storm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.daemon.DaemonProcess;
import dev.obtaskd.testing.TortureReport;
import dev.obtaskd.testing.TortureTest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The daemon is killed repeatedly while clients submit and operate tasks. In the end every
 * acknowledged answer is stored exactly once and matches the marks that the programs left.
 */
@TortureTest
class KillStormIT {

    private static final int ROUNDS = Integer.getInteger("obtaskd.rounds", 10);
    private static final int CLIENTS = 3;
    private static final String[] SETTINGS = {"-Dobtaskd.exec.grace=1s"};

    private final long seed = Long.getLong("obtaskd.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final RequestJournal journal = new RequestJournal();

    @TempDir Path directory;

    @Test
    void losesNothingAndRunsNothingTwice() throws Exception {
        System.out.println(
                "kill storm, seed " + seed + " (repeat with -Dobtaskd.seed=" + seed + ")");
        var site = StormOperations.in(directory.toRealPath());
        var daemon = new DaemonProcess(directory.resolve("data"), site.operations());
        var clients =
                IntStream.range(0, CLIENTS)
                        .mapToObj(
                                i ->
                                        new RandomClient(
                                                daemon,
                                                journal,
                                                "client" + i,
                                                new Random(random.nextLong())))
                        .toList();
        for (int round = 0; round < ROUNDS; round++) {
            open(daemon);
            storm(daemon, clients, Duration.ofMillis(300 + random.nextInt(1200)));
        }
        open(daemon);
        for (var client : clients) {
            client.repeat();
        }
        var findings = new TestFindings(seed, ROUNDS);
        new FinalState(daemon, clients.getFirst()).await(findings);
        verify(daemon, site, findings);
        var report = findings.report().plus(TortureReport.of(seed, 0, journal.acknowledged()));
        System.out.println("kill storm, seed " + seed + ": answers " + journal.summary());
        System.out.println(report.add());
        assertThat(report.clean()).as("%s", report).isTrue();
        assertThat(report.acknowledged()).isGreaterThan(ROUNDS);
        assertThat(journal.summary().keySet())
                .as("error of the daemon")
                .noneMatch(answer -> answer.matches(".* 5.."));
        assertThat(daemon.stop()).isEqualTo(143);
    }

    private void open(DaemonProcess daemon) throws IOException {
        try {
            daemon.start(SETTINGS);
        } catch (IllegalStateException closed) {
            System.out.println(new TortureReport(seed, 1, 0, 0, 0, 0, 0, 1).add());
            throw closed;
        }
    }

    private static void storm(DaemonProcess daemon, List<RandomClient> clients, Duration length)
            throws InterruptedException {
        var threads =
                clients.stream().map(client -> Thread.ofPlatform().start(client::run)).toList();
        LockSupport.parkNanos(length.toNanos());
        daemon.kill();
        for (var thread : threads) {
            thread.join();
        }
    }

    private void verify(DaemonProcess daemon, StormOperations site, TestFindings findings)
            throws Exception {
        var tasks = tasks(daemon);
        var audit = AuditLog.of(daemon);
        var answerCheck = new AnswerCheck(tasks, audit, findings);
        journal.entries().forEach(answerCheck::verify);
        new ClaimOverlapCheck(findings).verify(tasks.values());
        for (var task : tasks.values()) {
            var marks = ProgramMarks.of(site.marks().resolve(task.at("/params/name").asText()));
            new TaskCheck(task, audit.of(task.path("id").asText()), marks, findings).verify();
        }
    }

    /** All tasks by id. */
    private static Map<String, JsonNode> tasks(DaemonProcess daemon)
            throws IOException, InterruptedException {
        var tasks = new LinkedHashMap<String, JsonNode>();
        for (var row : daemon.all("/api/v2/tasks")) {
            var id = row.path("id").asText();
            tasks.put(id, daemon.get("/api/v2/tasks/" + id).body());
        }
        return tasks;
    }
}
