package dev.obtaskd.step.exec;

import static dev.obtaskd.step.exec.TestPrograms.JSON;
import static dev.obtaskd.step.exec.TestPrograms.shell;
import static dev.obtaskd.step.exec.TestPrograms.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.step.FakeContext;
import dev.obtaskd.step.StepLog.Stream;
import dev.obtaskd.step.StepProgram;
import dev.obtaskd.task.AttemptResult.Failed;
import dev.obtaskd.task.AttemptResult.Succeeded;
import dev.obtaskd.task.FailureCause;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecStepTest {

    @AutoClose private final TestPrograms programs = new TestPrograms();

    @TempDir Path home;

    private FakeContext context;

    @BeforeEach
    void context() {
        context = new FakeContext(home, "42.1");
    }

    @Test
    void logsTheOutput() throws Exception {
        assertThat(programs.run(shell("echo out; echo err >&2"), context))
                .isEqualTo(new Succeeded(Map.of(), 0));
        assertThat(context.stdout()).isEqualTo("out\n");
        assertThat(context.text(Stream.STDERR)).isEqualTo("err\n");
        assertThat(programs.step.program(shell("echo out; echo err >&2")))
                .contains(new StepProgram("/bin/sh -c 'echo out; echo err >&2'", null, "/"));
        assertThat(context.system).last().asString().matches("exit code 0 after [0-9]+ ms");
    }

    @Test
    void failsWithAnExitCodeThatIsNotExpected() throws Exception {
        assertThat(programs.run(shell("exit 7"), context))
                .isEqualTo(new Failed(FailureCause.ERROR, "exit code 7", 7, null));
    }

    @Test
    void succeedsWithAnExitCodeThatIsExpected() throws Exception {
        var spec = shell("exit 7");
        spec.putArray("okExit").add(0).add(7);
        assertThat(programs.run(spec, context)).isEqualTo(new Succeeded(Map.of(), 7));
    }

    @Test
    void namesTheSignalThatEndedTheProgram() throws Exception {
        assertThat(programs.run(shell("kill -KILL $$"), context))
                .isEqualTo(new Failed(FailureCause.ERROR, "ended by signal KILL", null, "KILL"));
    }

    @Test
    void reportsAMissingProgram() throws Exception {
        assertThat(programs.run(spec("/no/such/program"), context))
                .isEqualTo(Failed.error("program '/no/such/program' does not exist"));
        assertThat(programs.run(spec("no-such-program"), new FakeContext(home, "42.2")))
                .isEqualTo(Failed.error("program 'no-such-program' does not exist"));
    }

    @Test
    void reportsAProgramThatIsNotExecutable() throws Exception {
        var file = Files.writeString(home.resolve("data"), "x");
        assertThat(((Failed) programs.run(spec(file.toString()), context)).message())
                .contains("not executable");
    }

    @Test
    void reportsAMissingDirectory() throws Exception {
        assertThat(programs.run(spec("ls").put("cwd", "/no/such"), context))
                .isEqualTo(Failed.error("directory '/no/such' does not exist"));
    }

    @Test
    void passesOnValues() throws Exception {
        assertThat(programs.run(shell("printf 'a=1\\nb= x=y\\na=2\\n' > $OBTASKD_OUTPUT"), context))
                .isEqualTo(new Succeeded(Map.of("a", "2", "b", " x=y"), 0));
    }

    @Test
    void failsOnAnInvalidOutputLine() throws Exception {
        assertThat(programs.run(shell("printf 'a=1\\nsecret\\n' > $OBTASKD_OUTPUT"), context))
                .isEqualTo(
                        new Failed(
                                FailureCause.ERROR,
                                "line 2 of $OBTASKD_OUTPUT must be name=value or name<<END",
                                0,
                                null,
                                Map.of("a", "1")));
    }

    @Test
    void failsOnTooManyValues() throws Exception {
        assertThat(
                        ((Failed)
                                        programs.run(
                                                shell("head -c 70000 /dev/zero > $OBTASKD_OUTPUT"),
                                                context))
                                .message())
                .isEqualTo("$OBTASKD_OUTPUT is larger than 64 KiB");
    }

    @Test
    void passesInputAndKeepsNoCopy() throws Exception {
        programs.run(spec("cat").put("stdin", "pass'word\u0000\nsecond"), context);
        assertThat(context.stdout()).isEqualTo("pass'word\u0000\nsecond");
        assertThat(context.directory().resolve("stdin")).doesNotExist();
    }

    @Test
    void passesEmptyInputByDefault() throws Exception {
        programs.run(spec("cat"), context);
        assertThat(context.stdout()).isEmpty();
    }

    @Test
    void passesACleanEnvironmentWithTheSpecifiedVariables() throws Exception {
        var spec = spec("env");
        spec.putObject("env").put("A", "it's \n\"b\" $(c)").put("LANG", "C");
        programs.run(spec, context);
        assertThat(context.stdout())
                .contains("A=it's \n\"b\" $(c)\n", "LANG=C\n", "OBTASKD_ATTEMPT=42.1\n")
                .contains(
                        "OBTASKD_FILES=" + context.files(),
                        "OBTASKD_OUTPUT=" + context.directory() + "/output")
                .doesNotContain("JAVA_HOME", "MAVEN");
    }

    @Test
    void runsInTheSpecifiedDirectory() throws Exception {
        programs.run(spec("pwd").put("cwd", "/usr"), context);
        programs.run(spec("pwd"), new FakeContext(home, "42.2"));
        assertThat(context.stdout()).isEqualTo("/usr\n");
    }

    @Test
    void setsTheUmask() throws Exception {
        programs.run(shell("umask").put("umask", "0027"), context);
        assertThat(context.stdout()).isEqualTo("0027\n");
    }

    @Test
    void keepsOutputWithoutAFinalNewline() throws Exception {
        programs.run(spec("printf", "end"), context);
        assertThat(context.stdout()).isEqualTo("end");
    }

    @Test
    void copiesLargeOutputInSmallPieces() throws Exception {
        programs.run(spec("head", "-c", "50000000", "/dev/zero"), context);
        assertThat(context.consumed(Stream.STDOUT)).isEqualTo(50_000_000);
        assertThat(context.largestPiece()).isLessThanOrEqualTo(64 * 1024);
    }

    @Test
    void refusesANulByteInAnArgument() throws Exception {
        assertThat(programs.run(spec("printf", "a\u0000b"), context))
                .isEqualTo(
                        Failed.error(
                                "argv[1] contains a NUL byte or invalid Unicode and cannot be"
                                        + " passed to a program"));
    }

    @Test
    void doesNotStopADaemonOfASuccessfulProgram() throws Exception {
        programs.run(shell("sleep 60 & echo $!"), context);
        var daemon = ProcessHandle.of(Long.parseLong(context.stdout().strip())).orElseThrow();
        assertThat(daemon.isAlive()).isTrue();
        daemon.destroyForcibly();
    }

    @Test
    void runsAsAnotherUserWithOutputsAndFiles() throws Exception {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")));
        var spec =
                shell("id -un; echo a=1 > $OBTASKD_OUTPUT; echo x > $OBTASKD_FILES/report")
                        .put("user", "nobody");
        assertThat(programs.run(spec, context)).isEqualTo(new Succeeded(Map.of("a", "1"), 0));
        assertThat(context.stdout()).isEqualTo("nobody\n");
        assertThat(context.files().resolve("report")).hasContent("x");
    }

    @Test
    void reportsTheSettingThatBlocksAnotherUser() throws Exception {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")));
        var closed =
                Files.createDirectory(
                        home.resolve("closed"),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
        try (var elsewhere =
                new TestPrograms(
                        new TestExecSettings(
                                Duration.ofSeconds(1),
                                "/bin/sh",
                                closed.resolve("users").toString()))) {
            assertThat(
                            ((Failed) elsewhere.run(spec("id").put("user", "nobody"), context))
                                    .message())
                    .startsWith("user 'nobody' cannot write to " + closed + "/users/")
                    .contains("obtaskd.exec.user-dir");
        }
        assertThat(closed.resolve("users")).isEmptyDirectory();
    }

    @Test
    void refusesADirectoryThatOthersCanWrite() throws Exception {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")));
        var open = Files.createDirectory(home.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        try (var elsewhere =
                new TestPrograms(
                        new TestExecSettings(Duration.ofSeconds(1), "/bin/sh", open.toString()))) {
            assertThat(
                            ((Failed) elsewhere.run(spec("id").put("user", "nobody"), context))
                                    .message())
                    .contains("obtaskd.exec.user-dir is " + open, "mode 0711");
        }
    }

    @Test
    void followsNoLinkOfAnotherUserForItsOutput() throws Exception {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")));
        var secret = Files.writeString(home.resolve("secret"), "password=1\n");
        var spec =
                shell(
                                "rm $OBTASKD_OUTPUT; ln -s "
                                        + secret
                                        + " $OBTASKD_OUTPUT; rmdir $OBTASKD_FILES; ln -s /"
                                        + " $OBTASKD_FILES")
                        .put("user", "nobody");
        var result = (Failed) programs.run(spec, context);
        assertThat(result.message()).isEqualTo("$OBTASKD_OUTPUT is no longer a regular file");
        assertThat(result.output()).isEmpty();
        assertThat(context.files()).isEmptyDirectory();
    }

    @Test
    void failsIfOutputIsLost() throws Exception {
        var pump = "$(cut -d' ' -f1 " + context.directory() + "/stdout.pump)";
        var spec =
                shell(
                        "until [ -s "
                                + context.directory()
                                + "/stdout.pump ]; do sleep 0.02; done; trap '' PIPE; kill -KILL "
                                + pump
                                + "; sleep 0.2; echo lost; exit 0");
        assertThat(((Failed) programs.run(spec, context)).message())
                .startsWith("part of the output is lost");
    }

    @Test
    void reportsAnUnknownUser() throws Exception {
        assertThat(programs.run(spec("id").put("user", "nosuchuser"), context))
                .isEqualTo(Failed.error("user 'nosuchuser' does not exist"));
    }

    @Test
    void refusesAnInvalidSpecificationAtTheStart() throws Exception {
        assertThat(programs.run(JSON.readTree("{\"argv\":[]}"), context))
                .isInstanceOf(Failed.class);
    }

    @Test
    void describesItselfInOneLine() {
        assertThat(programs.step.describe(spec("printf", "a b\nc"))).isEqualTo("printf 'a b\\nc'");
        assertThat(
                        programs.step.describe(
                                JSON.createObjectNode().put("argv", "${{ params.argv }}")))
                .isEqualTo("${{ params.argv }}");
    }
}
