package dev.obtaskd.cli.command;

/** The command that all others are part of. */
public interface RootCommand {

    CommandContext context();

    ConnectionOptions connection();

    OperationFileCheck operationCheck();
}
