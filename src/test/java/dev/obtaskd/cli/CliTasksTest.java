package dev.obtaskd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.api.v2.TaskDaemon;
import dev.obtaskd.api.v2.TaskHttp;
import dev.obtaskd.api.v2.TaskScript;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands for tasks against a daemon, with every exit code that a task can cause. */
@QuarkusTest
@TestProfile(TaskDaemon.class)
class CliTasksTest extends TaskHttp {

    @ConfigProperty(name = "obtaskd.data-dir")
    Path data;

    @TempDir Path files;

    @Test
    void runsATaskAndFollowsItToItsEnd() {
        var directory = TaskScript.directory();
        var run = start("task", "run", "play.none", "-p", "dir=" + directory, "--follow");
        signal(directory, "a", "ok");
        signal(directory, "b", "ok");
        var result = run.join();
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.golden())
                .contains("[a] $ /bin/sh", "[a] a: ok\n", "[a] exit code 0", "[b] b: ok\n");
        assertThat(result.err()).contains("a SUCCEEDED\n", "Play play.none", "SUCCEEDED");
    }

    @Test
    void printsTheIdOfANewTask() {
        var directory = TaskScript.directory();
        var run = cli("task", "run", "play.none", "-p", "dir=" + directory, "-o", "name");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).matches("[1-5]\\d+\n");
        assertThat(run.err()).isEmpty();
        assertThat(cli("task", "show", run.out().strip(), "-o", "json").out())
                .contains("\"operation\" : \"play.none\"", "\"source\" : \"CLI\"");
        signal(directory, "a", "ok");
        signal(directory, "b", "ok");
        assertThat(cli("task", "wait", run.out().strip()).code()).isZero();
    }

    @Test
    void showsATask() {
        var task = TaskScript.failed("play.none");
        var show = cli("task", "show", task.id());
        assertThat(show.golden())
                .contains(
                        "Task ID\n",
                        "Operation play.none (Play play.none)\n",
                        "State FAILED (ERROR)\n",
                        "Target PLAY DIR\n",
                        "Started by mia (API)\n",
                        "Error a breaks\n",
                        "Allowed now retry, rollback, abandon\n",
                        "STEP TITLE KIND STATE AFTER ROLLBACK\n"
                                + "a Step a exec FAILED - REAL\n"
                                + "b Step b exec PENDING a REAL\n",
                        "SUB TASK STEP HOST STATE ATTEMPT DURATION NOTE\n"
                                + "ID a AGENT FAILED 1 0s exit code 3\n");
        assertThat(cli("task", "show", task.id(), "-o", "yaml").out())
                .contains("\nstate: FAILED\n", "\noperation: play.none\n");
        task.end();
    }

    @Test
    void listsTasks() {
        var task = TaskScript.failed("play.none");
        var list = cli("task", "list", "--state", "failed", "--target", task.path().toString());
        assertThat(list.golden())
                .isEqualTo(
                        """
                        ID NAME STATE DONE TARGET USER CREATED DURATION NOTE
                        ID Play play.none FAILED 1/3 PLAY DIR mia TIME 0s ERROR
                        """);
        assertThat(cli("task", "list", "--target", task.path().toString(), "-o", "name").out())
                .isEqualTo(task.id() + "\n");
        var none = cli("task", "list", "--target", "no such target");
        assertThat(none.code()).isZero();
        assertThat(none.out()).isEmpty();
        assertThat(none.err()).isEqualTo("Nothing found.\n");
        var chinese =
                CliRun.on(data)
                        .with("LANG", "zh_CN.UTF-8")
                        .run("task", "list", "--target", task.path().toString());
        assertThat(chinese.golden()).contains("ID 名称 状态 进度", "ID 演练 play.none FAILED");
        task.end();
    }

    @Test
    void endsWithTheCodeOfTheEnd() {
        var failed = TaskScript.failed("play.none");
        assertThat(cli("task", "wait", failed.id()).code()).isEqualTo(5);
        assertThat(cli("task", "watch", failed.id()).code()).isEqualTo(5);
        failed.signal("undo-a", "ok");
        assertThat(cli("task", "rollback", failed.id(), "--wait", "--timeout", "30s").code())
                .isEqualTo(6);

        var stuck = TaskScript.start("play.none");
        stuck.signal("a", "ok");
        stuck.signal("b", "no");
        stuck.awaitState("FAILED");
        stuck.signal("undo-b", "ok");
        stuck.signal("undo-a", "no");
        assertThat(cli("task", "rollback", stuck.id(), "--wait", "--timeout", "30s").code())
                .isEqualTo(10);
        assertThat(cli("task", "abandon", stuck.id(), "--reason", "over").out())
                .isEqualTo(stuck.id() + " ABANDONED\n");
        assertThat(cli("task", "wait", stuck.id()).code()).isEqualTo(7);
        var again = cli("task", "abandon", stuck.id());
        assertThat(again.code()).isEqualTo(3);
        assertThat(again.err())
                .isEqualTo(
                        "obtaskd: The task has already ended as ABANDONED. [operation.refused]\n");
    }

    @Test
    void terminatesATask() {
        var task = TaskScript.start("play.none");
        task.awaitSubTask("a", "RUNNING");
        var late = cli("task", "wait", task.id(), "--timeout", "1s");
        assertThat(late.code()).isEqualTo(9);
        assertThat(late.err()).contains("has not ended after 1s. It continues.");
        assertThat(task.state()).isEqualTo("RUNNING");
        assertThat(cli("task", "wait", task.id(), "--for", "RUNNING").code()).isZero();
        assertThat(cli("task", "terminate", task.id(), "--wait").code()).isEqualTo(8);
        task.end();
    }

    @Test
    void namesTheTaskThatHoldsTheClaim() {
        var holder = TaskScript.start("play.global");
        var directory = TaskScript.directory().toString();
        var refused = cli("task", "run", "play.global", "-p", "dir=" + directory);
        assertThat(refused.code()).isEqualTo(4);
        assertThat(refused.err().lines()).hasSize(1);
        assertThat(refused.err()).contains(holder.id(), "started by mia", "[claim.held]");
        var preview = cli("task", "preview", "play.global", "-p", "dir=" + directory);
        assertThat(preview.code()).isEqualTo(4);
        assertThat(preview.golden()).contains("Would hold LOCAL GLOBAL\n", "a Step a yes REAL");
        assertThat(cli("lock", "list", "-o", "name").out()).contains(holder.id());
        assertThat(cli("lock", "release", holder.id()).code()).isEqualTo(2);
        assertThat(cli("lock", "release", holder.id(), "--reason", "x").code()).isEqualTo(3);
        holder.end();
    }

    @Test
    void retriesWithACorrectedParameter() {
        var task = TaskScript.failed("play.none");
        var dry = cli("task", "retry", task.id(), "-p", "more=true", "--dry-run");
        assertThat(dry.code()).isEqualTo(2);
        assertThat(dry.err()).contains("[params.fixed]");
        assertThat(cli("task", "retry", task.id(), "--dry-run").golden())
                .contains("Allowed now yes\n", "Runs a@AGENT, b@AGENT\n");
        task.signal("undo-a", "ok");
        task.signal("a", "ok");
        task.signal("b", "ok");
        var retry =
                cli("task", "retry", task.id(), "--reason", "again", "--wait", "--timeout", "30s");
        assertThat(retry.code()).as(retry.err()).isZero();
        assertThat(cli("audit", task.id(), "--action", "retry").golden())
                .contains("CLI SOCKET retry TASK ID ACCEPTED FAILED -> RUNNING again\n");
    }

    @Test
    void skipsAStep() {
        var task = TaskScript.failed("play.none");
        assertThat(cli("task", "skip", task.id()).code()).isEqualTo(2);
        assertThat(cli("task", "skip", task.id(), "--step", "x").code()).isEqualTo(13);
        assertThat(cli("task", "skip", task.id(), "--step", "a").code()).isZero();
        task.signal("b", "ok");
        assertThat(cli("task", "wait", task.id(), "--timeout", "30s").code()).isZero();
    }

    @Test
    void followsLogsOnlyOnce() {
        var task = TaskScript.start("play.none");
        task.awaitSubTask("a", "RUNNING");
        var logs =
                CompletableFuture.supplyAsync(
                        () -> cli("task", "logs", task.id(), "--step", "a", "-f"));
        task.signal("a", "ok");
        task.signal("b", "no");
        var result = logs.join();
        assertThat(result.code()).isZero();
        assertThat(result.out()).containsOnlyOnce("a: ok\n").containsOnlyOnce("exit code 0");
        assertThat(cli("task", "logs", task.id(), "--step", "b", "--grep", "breaks").out())
                .contains("b breaks\n");
        var none = cli("task", "logs", task.id(), "--step", "a", "--attempt", "9");
        assertThat(none.out()).isEmpty();
        assertThat(none.err()).isNotEmpty();
        assertThat(cli("task", "logs", task.id(), "--step", "a", "--tail", "1").out().lines())
                .hasSize(1);
        task.end();
    }

    @Test
    void showsControlCharactersOnATerminalOnly() {
        var script = TaskScript.start("play.none");
        script.signal("a", "\u001b]0;evil\u0007\u001b[31mred");
        script.awaitState("FAILED");
        var shell = CliRun.on(data).terminal();
        assertThat(shell.run("task", "logs", script.id(), "--step", "a").out())
                .contains("a: \\x1b]0;evil\\x07red")
                .doesNotContain("\u001b]");
        assertThat(shell.run("task", "logs", script.id(), "--step", "a", "--raw").out())
                .contains("a: \u001b]0;evil\u0007\u001b[31mred");
        assertThat(shell.run("task", "show", script.id()).out()).doesNotContain("\u001b]");
        script.end();
    }

    @Test
    void drawsBarsOnATerminal() {
        var task = TaskScript.failed("play.none");
        var watch = CliRun.on(data).terminal().run("task", "watch", task.id());
        assertThat(watch.out()).contains("\u001b[31m✘\u001b[0m Step a", "░░░░", "0/1");
        var plain = CliRun.on(data).terminal().with("NO_COLOR", "1").run("task", "list");
        assertThat(plain.out()).doesNotContain("\u001b");
        task.end();
    }

    @Test
    void keepsSecretsOffTheCommandLine() throws IOException {
        var directory = TaskScript.directory();
        var json = TaskScript.json("dir", directory.toString());
        var run =
                CliRun.on(data)
                        .input(json)
                        .run("task", "run", "play.none", "--params-file", "-", "-o", "name");
        assertThat(run.code()).as(run.err()).isZero();
        cli("task", "terminate", run.out().strip(), "--wait");
        cli("task", "abandon", run.out().strip());
        var file = Files.writeString(files.resolve("params.json"), "{\"dir\": secret}");
        var broken = cli("task", "run", "play.none", "--params-file", file.toString());
        assertThat(broken.code()).isEqualTo(2);
        assertThat(broken.err()).contains("is not JSON: line 1").doesNotContain("secret");
    }

    @Test
    void refusesWhatTheDaemonDoesNotKnow() {
        assertThat(cli("task", "run", "no.such.operation").code()).isEqualTo(13);
        var invalid = cli("task", "run", "play.none", "-p", "dir=5", "-p", "more=perhaps");
        assertThat(invalid.code()).isEqualTo(2);
        assertThat(invalid.err()).contains("/params/more", "[params.invalid]");
        assertThat(cli("task", "show", "x").code()).isEqualTo(2);
        assertThat(cli("task", "show", "..").code()).isNotZero();
        var mixed = TaskScript.failed("play.none");
        var several = cli("task", "abandon", mixed.id(), "x");
        assertThat(several.code()).isEqualTo(2);
        assertThat(several.out()).isEqualTo(mixed.id() + " ABANDONED\n");
    }

    private CliRun cli(String... args) {
        return CliRun.on(data).run(args);
    }

    private CompletableFuture<CliRun> start(String... args) {
        return CompletableFuture.supplyAsync(() -> cli(args));
    }

    private static void signal(Path directory, String step, String word) {
        try {
            Files.writeString(directory.resolve("." + step), word + "\n");
            Files.move(directory.resolve("." + step), directory.resolve(step));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
