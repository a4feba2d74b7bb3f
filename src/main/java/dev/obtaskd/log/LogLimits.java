package dev.obtaskd.log;

/**
 * The size limits of logs.
 *
 * @param maxLine the greatest number of bytes of a line that are shown; the file has the whole line
 * @param maxAttempt bytes of one log, beyond which only the end of each stream is stored
 * @param maxTotal bytes of the logs and files of all tasks, beyond which those of the task that
 *     ended first are deleted
 */
public record LogLimits(int maxLine, long maxAttempt, long maxTotal) {

    /** The limits without any setting. */
    public static final LogLimits DEFAULT =
            new LogLimits(16 * 1024, 256L * 1024 * 1024, 10L * 1024 * 1024 * 1024);

    private static final int SHORTEST_LINE = 128;

    /** A page of lines must stay small, whatever the setting. */
    private static final int LONGEST_LINE = 1024 * 1024;

    /**
     * @throws IllegalArgumentException if a limit is out of range
     */
    public LogLimits {
        if (maxLine < SHORTEST_LINE || maxLine > LONGEST_LINE) {
            throw new IllegalArgumentException(
                    "obtaskd.log.max-line is "
                            + maxLine
                            + " bytes; it must be from "
                            + SHORTEST_LINE
                            + " to "
                            + LONGEST_LINE);
        }
        if (maxAttempt < 0 || maxTotal < 0) {
            throw new IllegalArgumentException(
                    "obtaskd.log.max-attempt and obtaskd.log.max-total must not be negative");
        }
    }
}
