package dev.obtaskd.log;

import dev.obtaskd.step.StepLog.Stream;
import java.time.Instant;

/**
 * A line of a log, as people read it.
 *
 * @param n from 1 per attempt, for ever the same
 * @param at when the daemon read its first piece, to the microsecond
 * @param text without its newline; what is not UTF-8 is replaced
 * @param cut whether the text is only the beginning of the line
 */
public record LogLine(long n, Instant at, Stream stream, String text, boolean cut) {}
