package dev.obtaskd.log;

/**
 * Lists files that an archive does not hold, one a line, each with its reason; the first thousand
 * by name.
 */
final class OmittedFiles {

    private static final int NAMED = 1000;

    private final StringBuilder lines = new StringBuilder();
    private int count;

    /**
     * @param name as people see it: without control characters
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
