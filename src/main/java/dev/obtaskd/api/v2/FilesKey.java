package dev.obtaskd.api.v2;

import java.util.Comparator;

/**
 * The place of a file in the list of a task's files.
 *
 * @param step number of its step, from 0
 * @param name relative to the attempt's files
 */
record FilesKey(int step, String name, String host) implements Comparable<FilesKey> {

    /** Before all of them. */
    static final FilesKey START = new FilesKey(0, "", "");

    private static final Comparator<FilesKey> ORDER =
            Comparator.comparing(FilesKey::step).thenComparing(FilesKey::name).thenComparing(FilesKey::host);

    /** What {@link #toString} wrote; the start for everything else. */
    static FilesKey parse(String text) {
        var parts = text.split("\0", -1);
        return parts.length == 3 && parts[0].matches("[0-9]{1,6}")
                ? new FilesKey(Integer.parseInt(parts[0]), parts[1], parts[2])
                : START;
    }

    @Override
    public int compareTo(FilesKey other) {
        return ORDER.compare(this, other);
    }

    /** No name holds a NUL. */
    @Override
    public String toString() {
        return step + "\0" + name + "\0" + host;
    }
}
