package dev.obtaskd.daemon.storm;

import dev.obtaskd.testing.TortureReport;

/** What is wrong, printed as it is found and counted. */
final class TestFindings {

    private TortureReport tally;

    TestFindings(long seed, int rounds) {
        tally = new TortureReport(seed, rounds, 0, 0, 0, 0, 0, 0);
    }

    /** Something that was told, or hangs on it, is not there or not what it was. */
    void lost(String words, Object... arguments) {
        add("lost", words, arguments, 1, 0, 0, 0);
    }

    /** Two tasks that exclude each other were there at the same time. */
    void conflicting(String words, Object... arguments) {
        add("conflicting", words, arguments, 0, 1, 0, 0);
    }

    /** What may happen once happened twice, or side by side. */
    void twice(String words, Object... arguments) {
        add("twice", words, arguments, 0, 0, 1, 0);
    }

    /** Something does not end. */
    void stuck(String words, Object... arguments) {
        add("stuck", words, arguments, 0, 0, 0, 1);
    }

    TortureReport tally() {
        return tally;
    }

    private void add(
            String what,
            String words,
            Object[] arguments,
            int lost,
            int conflicting,
            int twice,
            int stuck) {
        System.out.println(
                "kill storm, seed "
                        + tally.seed()
                        + ": "
                        + what
                        + ": "
                        + words.formatted(arguments));
        tally =
                tally.plus(
                        new TortureReport(tally.seed(), 0, 0, lost, conflicting, twice, stuck, 0));
    }
}
