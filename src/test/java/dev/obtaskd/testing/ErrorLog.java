package dev.obtaskd.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Collects what the daemon in this process logs at ERROR, or at WARN with a stack trace. */
public final class ErrorLog extends Handler implements AutoCloseable {

    private final List<String> messages = new CopyOnWriteArrayList<>();

    public ErrorLog() {
        Logger.getLogger("").addHandler(this);
    }

    public List<String> messages() {
        return List.copyOf(messages);
    }

    @Override
    public void publish(LogRecord record) {
        var level = record.getLevel().intValue();
        if (level >= Level.SEVERE.intValue()
                || level >= Level.WARNING.intValue() && record.getThrown() != null) {
            messages.add(
                    record.getLoggerName() + " " + record.getMessage() + " " + record.getThrown());
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
    }
}
