package dev.obtaskd.service;

import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Collectors;

/**
 * Writes the priority before each line, as {@code sd-daemon(3)} describes it. A stack trace has the
 * priority of its message in all lines.
 */
final class JournalFormatter extends Formatter {

    static final int ERROR = 3;
    private static final int WARNING = 4;
    private static final int INFO = 6;
    private static final int DEBUG = 7;

    private final Formatter text;

    JournalFormatter(Formatter text) {
        this.text = text;
    }

    @Override
    public String format(LogRecord entry) {
        var prefix = "<" + priority(entry.getLevel().intValue()) + ">";
        return text.format(entry)
                .lines()
                .map(line -> prefix + line + '\n')
                .collect(Collectors.joining());
    }

    private static int priority(int level) {
        if (level >= Level.SEVERE.intValue()) {
            return ERROR;
        }
        if (level >= Level.WARNING.intValue()) {
            return WARNING;
        }
        return level >= Level.INFO.intValue() ? INFO : DEBUG;
    }
}
