package dev.obtaskd.cli.manage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obtaskd.backup.restore.BackupCheck;
import dev.obtaskd.backup.restore.BackupException;
import dev.obtaskd.backup.restore.BackupFile;
import dev.obtaskd.cli.client.Query;
import dev.obtaskd.cli.command.ApiCommand;
import dev.obtaskd.cli.command.CommandException;
import dev.obtaskd.cli.command.ExitCode;
import dev.obtaskd.cli.command.FileErrors;
import dev.obtaskd.cli.command.OutputOptions;
import dev.obtaskd.text.Messages;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Saves a backup of a running daemon, and verifies it by opening it. */
@Command(
        name = "backup",
        footer = {
            "  obtaskd backup /backup/obtaskd.zip --secrets",
            "  obtaskd backup /backup/obtaskd.zip --secrets --logs --overwrite",
            "  obtaskd --server https://10.0.0.1:2887 backup obtaskd.zip --login admin"
        })
public final class BackupCommand extends ApiCommand {

    private static final Messages MESSAGES = Messages.of("cli");

    /** The daemon copies the store before it sends the first byte. */
    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private static final long KIBIBYTE = 1024;

    @Parameters(paramLabel = "FILE", descriptionKey = "backup-file")
    private @Nullable Path file;

    @Option(names = "--secrets")
    private boolean secrets;

    @Option(names = "--logs")
    private boolean logs;

    @Option(names = "--overwrite")
    private boolean overwrite;

    @Mixin private LoginOptions login = new LoginOptions();
    @Mixin private OutputOptions output = new OutputOptions();

    @Override
    protected ExitCode run() {
        var target = Objects.requireNonNull(file);
        requireNew(target);
        try (var saved = new NewFile(target)) {
            receive(saved);
            try (var backup = BackupFile.open(saved.temporary())) {
                var content = BackupCheck.of(backup, saved.directory());
                saved.complete();
                report(target, BackupReport.document(backup.manifest(), content));
            }
            return ExitCode.DONE;
        } catch (BackupException e) {
            throw new CommandException(
                    ExitCode.INTERNAL, MESSAGES.text("backup.damaged", e.text()));
        } catch (IOException e) {
            throw failure(target, e);
        }
    }

    private void receive(NewFile saved) throws IOException {
        var query = Query.of("/api/v2/backup");
        if (secrets) {
            query.with("secrets", "true");
        }
        if (logs) {
            query.with("logs", "true");
        }
        try (var out = saved.create()) {
            login.of(daemon(), context()).save(query, TIMEOUT, out);
        }
    }

    private void requireNew(Path target) {
        if (Files.isDirectory(target)) {
            throw new CommandException(ExitCode.USAGE, MESSAGES.text("backup.directory", target));
        }
        if (!overwrite && Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new CommandException(ExitCode.REFUSED, MESSAGES.text("backup.exists", target));
        }
    }

    private void report(Path target, ObjectNode document) throws IOException {
        var size = Files.size(target);
        document.put("file", target.toAbsolutePath().toString()).put("sizeBytes", size);
        var line =
                output.human()
                        ? say(
                                MESSAGES.text(
                                        "backup.done",
                                        target,
                                        document.path("tasks").longValue(),
                                        (size + KIBIBYTE - 1) / KIBIBYTE))
                        : target.toString();
        print(output, document, line);
    }

    /** A path that is wrong is an error of the caller, a full disk is not. */
    static CommandException failure(Path path, IOException e) {
        var wrong = e instanceof NoSuchFileException || e instanceof AccessDeniedException;
        return new CommandException(
                wrong ? ExitCode.USAGE : ExitCode.INTERNAL,
                MESSAGES.text("backup.file", path, FileErrors.reason(e)));
    }
}
