package dev.obtaskd.cli.manage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obtaskd.backup.restore.BackupException;
import dev.obtaskd.backup.restore.BackupFile;
import dev.obtaskd.backup.restore.Restore;
import dev.obtaskd.cli.command.ApiCommand;
import dev.obtaskd.cli.command.CommandException;
import dev.obtaskd.cli.command.ExitCode;
import dev.obtaskd.cli.command.OutputOptions;
import dev.obtaskd.cli.output.Times;
import dev.obtaskd.path.PathNames;
import dev.obtaskd.text.Messages;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Restores a backup to a data directory. Needs no daemon. */
@Command(
        name = "restore",
        footer = {
            "  systemctl stop obtaskd; mv /var/lib/obtaskd /var/lib/obtaskd.old",
            "  install -d -m 700 -o obtaskd -g obtaskd /var/lib/obtaskd",
            "  obtaskd restore /backup/obtaskd.zip"
        })
public final class RestoreCommand extends ApiCommand {

    private static final Messages MESSAGES = Messages.of("cli");

    private static final String VARIABLE = "OBTASKD_DATA_DIR";
    private static final String DEFAULT = "/var/lib/obtaskd";

    @Parameters(paramLabel = "FILE", descriptionKey = "restore-file")
    private @Nullable Path file;

    @Option(names = "--data-dir", paramLabel = "DIRECTORY")
    private @Nullable Path dataDir;

    @Mixin private OutputOptions output = new OutputOptions();

    @Override
    protected ExitCode run() {
        var source = Objects.requireNonNull(file);
        var directory = directory().toAbsolutePath().normalize();
        var read = false;
        try (var backup = BackupFile.open(source)) {
            read = true;
            var content = Restore.run(backup, directory);
            report(directory, BackupReport.document(backup.manifest(), content));
            return ExitCode.DONE;
        } catch (BackupException e) {
            throw new CommandException(ExitCode.REFUSED, e.text());
        } catch (IOException e) {
            throw BackupCommand.failure(read ? directory : source, e);
        }
    }

    private Path directory() {
        if (dataDir != null) {
            return dataDir;
        }
        var variable = context().variable(VARIABLE);
        return PathNames.path(variable == null ? DEFAULT : variable);
    }

    private void report(Path directory, ObjectNode document) {
        document.put("directory", directory.toString());
        var created = Instant.parse(document.path("createdAt").textValue());
        var line =
                output.human()
                        ? say(
                                MESSAGES.text(
                                        "restore.done",
                                        directory,
                                        document.path("tasks").longValue(),
                                        document.path("host").textValue(),
                                        Times.at(created, context().clock().getZone())))
                        : directory.toString();
        print(output, document, line);
        if (output.human()) {
            context().note(MESSAGES.text("restore.files", directory.resolve("restored")));
            var unfinished = document.path("unfinished").longValue();
            if (unfinished > 0) {
                context().note(MESSAGES.text("restore.unfinished", unfinished));
            }
        }
    }
}
