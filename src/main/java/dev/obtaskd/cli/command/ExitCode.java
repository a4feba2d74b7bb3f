package dev.obtaskd.cli.command;

/** Exit codes of the command line. Scripts rely on the numbers. */
public enum ExitCode {
    DONE(0),
    INTERNAL(1),
    USAGE(2),
    REFUSED(3),
    CLAIM_HELD(4),
    FAILED(5),
    ROLLED_BACK(6),
    ABANDONED(7),
    TERMINATED(8),
    TIMED_OUT(9),
    ROLLBACK_FAILED(10),
    UNREACHABLE(11),
    NOT_ALLOWED(12),
    NOT_FOUND(13);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
