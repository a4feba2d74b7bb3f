package dev.obtaskd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.OperationFileChecks;
import dev.obtaskd.api.v2.TaskDaemon;
import dev.obtaskd.step.StepKind;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands for everything but tasks, against a daemon. */
@QuarkusTest
@TestProfile(TaskDaemon.class)
class CliManageTest {

    private static final String GOOD =
            """
            operation: good
            title: {en: Good, zh: 好}
            description: {en: Good., zh: 好}
            scope: LOCAL
            maintenance: {type: NONE}
            steps:
              - {id: a, title: {en: A, zh: 甲}, run: {exec: {argv: [/bin/true]}}}
            """;

    private static final String PASSWORD = "correct horse battery";

    @ConfigProperty(name = "obtaskd.data-dir")
    Path data;

    @TestHTTPResource("/")
    URI server;

    @TempDir Path files;

    @Inject @Any Instance<StepKind> kinds;

    /** A kind that the check without a daemon does not know would be refused. */
    @Test
    void checksEveryStepKindWithoutADaemon() throws IOException {
        var names =
                kinds.stream()
                        .map(StepKind::name)
                        // Only the daemon itself uses it.
                        .filter(name -> !name.equals("retention"))
                        .collect(Collectors.toSet());
        assertThat(OperationFileChecks.kinds()).containsExactlyInAnyOrderElementsOf(names);
        var shell = CliRun.alone().checks(OperationFileChecks.offline());
        var good = Files.writeString(files.resolve("good.yaml"), GOOD);
        var bad = Files.writeString(files.resolve("bad.yaml"), GOOD.replace("exec", "exex"));
        assertThat(shell.run("operation", "check", good.toString()).code()).isZero();
        var run = shell.run("operation", "check", bad.toString(), good.toString());
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).startsWith(bad + ":7: ").contains("exex");
        assertThat(run.out()).isEqualTo(good + ": no errors\n");
    }

    @Test
    void showsOperations() {
        assertThat(cli("operation", "list").golden())
                .contains(
                        "NAME TITLE SCOPE MAINTENANCE ROLLBACK SOURCE NOTE\n",
                        "host.inspect Inspect host LOCAL NONE FULL BUILT_IN -\n",
                        "play.broken - - - - SITE FILE:1: title: is required (and 4 more)\n");
        assertThat(cli("operation", "show", "play.tenant").golden())
                .contains(
                        "Maintenance CLUSTER TENANT ${{ params.tenant }}\n",
                        "PARAMETER TYPE REQUIRED DEFAULT NOTE\n"
                                + "dir string yes - -\n"
                                + "tenant string no t -\n",
                        "STEP TITLE KIND AFTER ROLLBACK\na Step a exec - REAL\n");
        assertThat(cli("operation", "show", "nothing").code()).isEqualTo(13);
    }

    @Test
    void managesUsersAndTokens() {
        var shell = CliRun.on(data).input(PASSWORD + "\n");
        var created =
                shell.run(
                        "user",
                        "create",
                        "cliann",
                        "--role",
                        "task_viewer",
                        "--password-file",
                        "-");
        assertThat(created.code()).as(created.err()).isZero();
        assertThat(created.out()).isEqualTo("cliann\n");
        assertThat(cli("user", "list").golden()).contains("cliann TASK_VIEWER no TIME - 0 0\n");

        var login = new String[] {"--login", "cliann", "--password-file", "-"};
        var token = shell.run(with(login, "token", "create", "nightly", "--days", "3"));
        assertThat(token.code()).as(token.err()).isZero();
        assertThat(token.out()).matches("obt_\\w{12}_[\\w-]{43}\n");
        assertThat(token.err()).contains("shown only once");
        assertThat(cli("token", "list", "--owner", "cliann").golden())
                .contains(" nightly cliann TASK_VIEWER TIME TIME -\n");
        assertThat(cli("token", "list").golden())
                .contains(" nightly cliann TASK_VIEWER TIME TIME -\n");

        var remote = CliRun.alone().with("OBTASKD_TOKEN", token.out().strip());
        assertThat(remote.run("--server", url(), "task", "list").code()).isZero();
        var forbidden = remote.run("--server", url(), "user", "list");
        assertThat(forbidden.code()).isEqualTo(12);
        assertThat(forbidden.err()).contains("[auth.forbidden]");

        var id = token.out().substring(4, 16);
        assertThat(cli("token", "revoke", id).code()).isZero();
        var expired = remote.run("--server", url(), "task", "list");
        assertThat(expired.code()).isEqualTo(12);
        assertThat(expired.err().lines()).hasSize(1);
        assertThat(expired.err()).contains("--token-file or OBTASKD_TOKEN");

        assertThat(cli("user", "change", "cliann", "--disable").code()).isZero();
        assertThat(cli("user", "change", "cliann").code()).isEqualTo(2);
        assertThat(shell.run("user", "password", "cliann", "--password-file", "-").code()).isZero();
        assertThat(cli("user", "delete", "cliann").code()).isZero();
        assertThat(cli("user", "delete", "cliann").code()).isEqualTo(13);
        assertThat(cli("audit", "--object-type", "user", "--object", "cliann").golden())
                .contains("delete", "ACCEPTED");
    }

    @Test
    void asksForALogInBeforeItCreatesAToken() {
        var token = cli("token", "create", "x");
        assertThat(token.code()).isEqualTo(2);
        assertThat(token.err()).contains("--login");
        var wrong =
                CliRun.on(data)
                        .input("wrong password")
                        .run("token", "create", "x", "--login", "vic", "--password-file", "-");
        assertThat(wrong.code()).isEqualTo(12);
    }

    @Test
    void readsTheTokenFromAFile() throws IOException {
        var file = Files.writeString(files.resolve("token"), "obt_000000000000_" + "A".repeat(43));
        assertThat(
                        CliRun.alone()
                                .run("--server", url(), "--token-file", file.toString(), "status")
                                .code())
                .isEqualTo(12);
        Files.writeString(file, "a token\r\nX-Evil: 1");
        assertThat(
                        CliRun.alone()
                                .run("--server", url(), "--token-file", file.toString(), "status")
                                .err())
                .contains("does not contain a token");
    }

    @Test
    void showsTheStateOfTheDaemon() {
        var status = cli("status");
        assertThat(status.code()).isZero();
        assertThat(status.golden())
                .contains("State UP\nVersion 0.1.0-SNAPSHOT\n", "User admin (ADMIN, SOCKET)\n");
        assertThat(cli("agent", "list").golden())
                .startsWith("AGENT STATE VERSION LAST CONTACT\nAGENT UP 0.1.0-SNAPSHOT ");
        assertThat(cli("status", "-o", "yaml").out()).contains("status: UP\n");
    }

    @Test
    void findsProblems() {
        var doctor = cli("doctor");
        // The profile has a broken operation file.
        assertThat(doctor.code()).isEqualTo(5);
        assertThat(doctor.golden())
                .contains(
                        "✔ daemon answers at ",
                        "✔ store can be written\n",
                        "✘ configuration operation play.broken is disabled: FILE:1: ",
                        "→ Correct it; 'obtaskd operation check' checks FILE.\n",
                        "✔ data directory ");
        assertThat(cli("doctor", "-o", "json").out()).contains("\"result\" : \"PROBLEM\"");
    }

    private String url() {
        return "http://127.0.0.1:" + server.getPort();
    }

    private CliRun cli(String... args) {
        return CliRun.on(data).run(args);
    }

    private static String[] with(String[] more, String... args) {
        return Stream.of(args, more).flatMap(Arrays::stream).toArray(String[]::new);
    }
}
