package dev.obtaskd.daemon.storm;

import dev.obtaskd.testing.TortureReport;

/** Prints and counts violations. */
final class TestFindings {

    private TortureReport report;

    TestFindings(long seed, int rounds) {
        report = new TortureReport(seed, rounds, 0, 0, 0, 0, 0, 0);
    }

    /** Acknowledged data is missing or different. */
    void lost(String words, Object... arguments) {
        add("lost", words, arguments, 1, 0, 0, 0);
    }

    /** Two tasks that exclude each other ran at the same time. */
    void conflicting(String words, Object... arguments) {
        add("conflicting", words, arguments, 0, 1, 0, 0);
    }

    /** Something that may happen once happened twice, or in parallel. */
    void twice(String words, Object... arguments) {
        add("twice", words, arguments, 0, 0, 1, 0);
    }

    /** Something does not end. */
    void stuck(String words, Object... arguments) {
        add("stuck", words, arguments, 0, 0, 0, 1);
    }

    TortureReport report() {
        return report;
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
                        + report.seed()
                        + ": "
                        + what
                        + ": "
                        + words.formatted(arguments));
        report =
                report.plus(
                        new TortureReport(report.seed(), 0, 0, lost, conflicting, twice, stuck, 0));
    }
}
