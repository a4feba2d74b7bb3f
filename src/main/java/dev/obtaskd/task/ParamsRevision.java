package dev.obtaskd.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a task after a change; revision 1 are those of its {@link TaskDefinition}.
 *
 * @param number from 2, without gaps
 * @param params all parameters, a JSON object
 * @param by who changed them
 * @param reason why, if the caller said so
 */
public record ParamsRevision(
        int number, String params, String by, Instant at, @Nullable String reason) {}
