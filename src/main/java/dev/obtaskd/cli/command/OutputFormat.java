package dev.obtaskd.cli.command;

/** Forms of the output of a command, named as users write them. */
public enum OutputFormat {
    table,
    json,
    yaml,
    name
}
