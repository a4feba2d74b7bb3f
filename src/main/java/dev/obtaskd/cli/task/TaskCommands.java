package dev.obtaskd.cli.task;

import picocli.CommandLine.Command;

/** Commands for tasks. */
@Command(
        name = "task",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            TaskRunCommand.class,
            TaskPreviewCommand.class,
            TaskListCommand.class,
            TaskShowCommand.class,
            TaskWatchCommand.class,
            TaskWaitCommand.class,
            TaskLogsCommand.class,
            TaskRetryCommand.class,
            TaskRollbackCommand.class,
            TaskSkipCommand.class,
            TaskTerminateCommand.class,
            TaskAbandonCommand.class
        })
public final class TaskCommands {}
