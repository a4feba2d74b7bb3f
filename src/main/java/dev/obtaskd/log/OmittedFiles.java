package dev.obtaskd.log;

/** Lists the first thousand files, by name, that an archive omits, one per line with the reason. */
final class OmittedFiles {

    private static final int NAMED = 1000;

    private final StringBuilder lines = new StringBuilder();
    private int count;

    /**
     * @param name without control characters
     */
    void add(String name, String why) {
        if (count++ < NAMED) {
            lines.append(name).append(": ").append(why).append('\n');
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    @Override
    public String toString() {
        var more = count - NAMED;
        return "These are not in the archive:\n"
                + lines
                + (more > 0 ? "and " + more + " more\n" : "");
    }
}
