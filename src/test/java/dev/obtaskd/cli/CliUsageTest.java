package dev.obtaskd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.Main;
import dev.obtaskd.SourceTree;
import dev.obtaskd.cli.command.CommandContext;
import dev.obtaskd.cli.command.ExitCode;
import dev.obtaskd.text.Language;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/** What needs no daemon: help, arguments that do not fit, and daemons that are not there. */
class CliUsageTest {

    @TempDir Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    task frobnicate            | Unknown command 'frobnicate'.
                    tsk list                   | Unknown command 'tsk'. Did you mean: task?
                    task                       | A command is missing. Commands: run, preview, list,
                    task list --stat FAILED    | Unknown option '--stat'. Did you mean: --state?
                    task list extra            | Unexpected argument 'extra'.
                    task list --state TIRED    | 'TIRED' is not valid for --state. Use one of: PENDING, RUNNING,
                    task logs 1 --attempt x    | 'x' is not valid for --attempt.
                    task show �           | the locale cannot represent
                    task list --limit 0        | --limit must be at least 1, not 0.
                    task wait                  | Missing: TASK.
                    task wait 1 --timeout soon | 'soon' is not a duration.
                    task run x -p y            | --param must be NAME=VALUE, not 'y'.
                    task run x --params-file - | must contain a JSON object.
                    task run x --follow -o json | --follow prints logs
                    user create ann            | Missing: --role.
                    serve here                 | takes only properties
                    --server ftp://a status    | 'ftp://a' is not the address of a daemon.
                    --server https://a@b status | is not the address of a daemon.
                    --server https://a/b status | is not the address of a daemon.
                    --server http://a status   | would send the token without encryption
                    --server http://localhost --socket /x status | exclude each other
                    --token-file /x status     | require --server
                    --server https://a --cacert /no/such/file status | No certificates can be read
                    --server https://a --token-file /no/such/file status | does not exist.
                    operation check /no/such/file | does not exist.
                    """)
    void saysWhatIsWrongInOneLine(String line, String message) {
        var run = CliRun.alone().input("[]").run(line.split(" "));
        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).startsWith("obtaskd: ").contains(message);
    }

    @Test
    void theExitCodesAreThoseOfTheDocument() {
        var rows =
                SourceTree.read("docs/cli.md")
                        .lines()
                        .filter(line -> line.matches("\\| \\d+ \\|.*"))
                        .map(line -> Integer.valueOf(line.split(" ")[1]));
        assertThat(rows)
                .containsExactlyElementsOf(
                        Stream.of(ExitCode.values()).map(ExitCode::number).toList());
    }

    @Test
    void saysItInChinese() {
        var shell = CliRun.alone().with("LC_ALL", "zh_CN.UTF-8");
        assertThat(shell.run("task", "frobnicate").err()).startsWith("obtaskd: 未知命令 'frobnicate'");
        assertThat(shell.run("task", "--help").out()).contains("用法: obtaskd task", "启动任务");
        assertThat(CliRun.alone().with("LANG", "en_US").with("LC_ALL", "").run("task").err())
                .contains("A command is missing.");
    }

    @Test
    void reportsADaemonThatIsNotThere() throws IOException {
        var missing = CliRun.on(directory).run("task", "list");
        assertThat(missing.code()).isEqualTo(11);
        assertThat(missing.err()).contains(directory + "/run/obtaskd.sock", "does not exist");

        var socket = directory.resolve("left.sock");
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(socket))
                .close();
        var left = CliRun.alone().run("--socket", socket.toString(), "task", "list");
        assertThat(left.code()).isEqualTo(11);
        assertThat(left.err()).contains("No daemon listens at " + socket);

        var port = CliRun.alone().run("--server", "http://127.0.0.1:1", "task", "list");
        assertThat(port.code()).isEqualTo(11);
        var host = CliRun.alone().run("--server", "https://no-such-host.invalid", "task", "list");
        assertThat(host.code()).isEqualTo(11);
        var doctor = CliRun.on(directory).run("doctor");
        assertThat(doctor.code()).isEqualTo(5);
        assertThat(doctor.out()).contains("✘ daemon", "systemctl start obtaskd");
    }

    @ParameterizedTest
    @EnumSource
    void everythingHasADescription(Language language) {
        everyCommand(commandLine(language))
                .forEach(
                        command -> {
                            var usage = command.getCommandSpec().usageMessage();
                            var name = command.getCommandSpec().qualifiedName();
                            assertThat(usage.header()).as(name).isNotEmpty();
                            if (command.getSubcommands().isEmpty()) {
                                assertThat(usage.footer()).as("examples of " + name).isNotEmpty();
                            }
                            command.getCommandSpec()
                                    .args()
                                    .forEach(
                                            arg ->
                                                    assertThat(arg.description())
                                                            .as(name + " " + arg.paramLabel())
                                                            .isNotEmpty());
                        });
    }

    @Test
    void everyExampleIsAValidCommand() {
        everyCommand(commandLine(Language.EN))
                .flatMap(command -> Stream.of(command.getCommandSpec().usageMessage().footer()))
                .map(String::strip)
                .filter(example -> example.startsWith("obtaskd "))
                .filter(example -> !example.startsWith("obtaskd serve -D"))
                .forEach(
                        example -> {
                            var words = example.replaceAll(" [|>].*", "").replace("\"", "");
                            var arguments =
                                    words.replaceAll("--reason .*", "--reason x").split(" ");
                            commandLine(Language.EN)
                                    .parseArgs(
                                            List.of(arguments)
                                                    .subList(1, arguments.length)
                                                    .toArray(String[]::new));
                        });
    }

    @Test
    void helpIsAlsoACommand() {
        assertThat(CliRun.alone().run("help", "task", "list"))
                .isEqualTo(CliRun.alone().run("task", "list", "--help"));
        assertThat(CliRun.alone().run("help").out())
                .startsWith("Runs maintenance tasks")
                .contains("\nUsage: obtaskd [OPTIONS] [COMMAND]\n");
    }

    @Test
    void printsCompletionScripts() {
        assertThat(CliRun.alone().run("completion", "bash").out())
                .contains("complete -F _complete_obtaskd", "rollback", "--waiting-for");
        assertThat(CliRun.alone().run("completion", "zsh").out()).startsWith("#compdef obtaskd\n");
        assertThat(CliRun.alone().run("completion", "fish").code()).isEqualTo(2);
    }

    @Test
    void writesManualPages() throws IOException {
        assertThat(CliRun.alone().run("man-pages", directory.toString()).code()).isZero();
        assertThat(Files.readString(directory.resolve("obtaskd-task-run.1")))
                .contains(
                        ".TH \"OBTASKD-TASK-RUN\" \"1\"",
                        "obtaskd-task-run \\- Start a task",
                        "\\fB\\-p, \\-\\-param NAME=VALUE\\fR",
                        "refused because another task holds the lock");
        assertThat(directory.resolve("obtaskd.1")).isNotEmptyFile();
        assertThat(directory.resolve("obtaskd-man-pages.1")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "'', true", "serve, true", "-Da=b, true", "serve -Da=b -Dc=d, true", "serve -h, false",
        "serve x, false", "--help, false", "--version, false", "task list, false", "-x, false"
    })
    void startsTheDaemonOnlyForItsArguments(String line, boolean daemon) {
        var arguments = line.isEmpty() ? new String[0] : line.split(" ");
        assertThat(Main.daemon(arguments)).isEqualTo(daemon);
    }

    private static CommandLine commandLine(Language language) {
        var context =
                new CommandContext(
                        Map.of("LANG", language == Language.ZH ? "zh_CN.UTF-8" : "C"),
                        InputStream.nullInputStream(),
                        new PrintStream(new ByteArrayOutputStream()),
                        new PrintStream(new ByteArrayOutputStream()),
                        false,
                        false,
                        Clock.systemUTC());
        return CommandLineClient.commandLine(context, (file, content) -> List.of());
    }

    private static Stream<CommandLine> everyCommand(CommandLine command) {
        return Stream.concat(
                Stream.of(command),
                command.getSubcommands().values().stream().flatMap(CliUsageTest::everyCommand));
    }
}
