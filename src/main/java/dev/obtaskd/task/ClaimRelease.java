package dev.obtaskd.task;

import java.time.Instant;

/**
 * The release of a claim by an administrator while its task is unfinished.
 *
 * @param by the administrator
 */
public record ClaimRelease(String by, Instant at, String reason) {}
