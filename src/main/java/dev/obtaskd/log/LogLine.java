package dev.obtaskd.log;

import dev.obtaskd.step.StepLog.Stream;
import java.time.Instant;

/**
 * A line of a log as shown to readers.
 *
 * @param n from 1 per attempt; never changes
 * @param at when the daemon read its start, in microseconds
 * @param text without its newline; what is not UTF-8 is replaced
 * @param cut whether the text is only the beginning of the line
 * @param match whether it is what a search looks for, not only near it
 */
public record LogLine(long n, Instant at, Stream stream, String text, boolean cut, boolean match) {}
