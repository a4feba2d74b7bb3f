package dev.obtaskd.cli.manage;

import dev.obtaskd.cli.command.ApiCommand;
import dev.obtaskd.cli.command.CommandException;
import dev.obtaskd.cli.command.ExitCode;
import dev.obtaskd.cli.command.FileErrors;
import dev.obtaskd.cli.command.OperationFileCheck.Finding;
import dev.obtaskd.cli.output.VisibleText;
import dev.obtaskd.text.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Checks operation files as the daemon does when it loads them. It needs no daemon. */
@Command(
        name = "check",
        footer = {"  obtaskd operation check /etc/obtaskd/operations.d/*.yaml"})
final class OperationCheckCommand extends ApiCommand {

    private static final Messages MESSAGES = Messages.of("cli");

    /** More than the daemon reads of a file, so that it reports that there is more. */
    private static final int MAX_BYTES = 4 * 1024 * 1024;

    @Parameters(paramLabel = "FILE", descriptionKey = "operation-file", arity = "1..*")
    private List<Path> files = List.of();

    @Override
    protected ExitCode run() {
        var code = ExitCode.DONE;
        for (var file : files) {
            var findings = root().operationCheck().check(file.toString(), content(file));
            findings.forEach(this::report);
            if (findings.stream().anyMatch(Finding::error)) {
                code = ExitCode.REFUSED;
            } else {
                print(MESSAGES.text("check.passed", VisibleText.of(file.toString())));
            }
        }
        return code;
    }

    private void report(Finding finding) {
        var text =
                finding.error() ? finding.text() : MESSAGES.text("check.warning", finding.text());
        context().err().println(VisibleText.of(say(text)));
    }

    private static byte[] content(Path file) {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(MAX_BYTES);
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.USAGE, MESSAGES.text("check.file", file, FileErrors.reason(e)));
        }
    }
}
