package dev.obtaskd.api.v2.log;

import java.util.Comparator;

/**
 * The position of a file in the list of a task's files.
 *
 * @param step number of its step, from 0
 * @param name relative to the attempt's files
 */
record FileCursor(int step, String name, String host) implements Comparable<FileCursor> {

    /** Before the first file. */
    static final FileCursor START = new FileCursor(0, "", "");

    private static final Comparator<FileCursor> ORDER =
            Comparator.comparing(FileCursor::step)
                    .thenComparing(FileCursor::name)
                    .thenComparing(FileCursor::host);

    /** Parses the result of {@link #toString}; the start for any other text. */
    static FileCursor parse(String text) {
        var parts = text.split("\0", -1);
        return parts.length == 3 && parts[0].matches("[0-9]{1,6}")
                ? new FileCursor(Integer.parseInt(parts[0]), parts[1], parts[2])
                : START;
    }

    @Override
    public int compareTo(FileCursor other) {
        return ORDER.compare(this, other);
    }

    /** The parts are separated by NUL, which no name contains. */
    @Override
    public String toString() {
        return step + "\0" + name + "\0" + host;
    }
}
