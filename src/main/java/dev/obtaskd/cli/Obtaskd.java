package dev.obtaskd.cli;

import dev.obtaskd.cli.command.CommandContext;
import dev.obtaskd.cli.command.ConnectionOptions;
import dev.obtaskd.cli.command.OperationFileCheck;
import dev.obtaskd.cli.command.RootCommand;
import dev.obtaskd.cli.command.Version;
import dev.obtaskd.cli.doctor.DoctorCommand;
import dev.obtaskd.cli.manage.AgentCommands;
import dev.obtaskd.cli.manage.AuditCommand;
import dev.obtaskd.cli.manage.BackupCommand;
import dev.obtaskd.cli.manage.LockCommands;
import dev.obtaskd.cli.manage.OperationCommands;
import dev.obtaskd.cli.manage.RestoreCommand;
import dev.obtaskd.cli.manage.StatusCommand;
import dev.obtaskd.cli.manage.TokenCommands;
import dev.obtaskd.cli.manage.UserCommands;
import dev.obtaskd.cli.task.TaskCommands;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command {@code obtaskd}, with all others below it. */
@Command(
        name = "obtaskd",
        versionProvider = Obtaskd.ProgramVersion.class,
        sortOptions = false,
        footer = {
            "  obtaskd status",
            "  obtaskd task run host.inspect --follow",
            "  obtaskd task list --state FAILED",
            "  obtaskd --server https://10.0.0.1:2887 --token-file ~/.obtaskd-token task list"
        },
        subcommands = {
            TaskCommands.class,
            OperationCommands.class,
            LockCommands.class,
            AuditCommand.class,
            AgentCommands.class,
            UserCommands.class,
            TokenCommands.class,
            StatusCommand.class,
            DoctorCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            ServeCommand.class,
            CompletionCommand.class,
            ManPagesCommand.class
        })
final class Obtaskd implements RootCommand {

    private final CommandContext context;
    private final OperationFileCheck operationCheck;

    @Mixin private ConnectionOptions connection = new ConnectionOptions();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT)
    private boolean help;

    @Option(names = "--version", versionHelp = true)
    private boolean version;

    Obtaskd(CommandContext context, OperationFileCheck operationCheck) {
        this.context = context;
        this.operationCheck = operationCheck;
    }

    @Override
    public CommandContext context() {
        return context;
    }

    @Override
    public ConnectionOptions connection() {
        return connection;
    }

    @Override
    public OperationFileCheck operationCheck() {
        return operationCheck;
    }

    /** The version for {@code --version}. */
    static final class ProgramVersion implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"obtaskd " + Version.VALUE};
        }
    }
}
