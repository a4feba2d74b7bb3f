package dev.obtaskd.step;

import org.jspecify.annotations.Nullable;

/**
 * The program that a step runs, for the first lines of its log.
 *
 * @param commandLine in one line
 * @param user that it runs as; null for the user of the daemon
 * @param directory its working directory
 */
public record StepProgram(String commandLine, @Nullable String user, String directory) {}
