package dev.obtaskd.cli.output;

/** A bar that is filled in proportion to what is done. */
public final class ProgressBar {

    private static final int WIDTH = 20;

    private ProgressBar() {}

    /** The bar; ASCII if the terminal has no other characters. */
    public static String of(long done, long total, boolean unicode) {
        var filled = total == 0 ? 0 : (int) (done * WIDTH / total);
        return (unicode ? "█" : "#").repeat(filled) + (unicode ? "░" : ".").repeat(WIDTH - filled);
    }
}
