package dev.obtaskd.cli.client;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Signals that something may have changed, so that a command reads it again. Events only say when
 * to read: a lost one delays a command and cannot show it a wrong state. While there is no stream
 * of events, the signal is given at short intervals.
 */
public final class ChangeSignal implements Closeable {

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration RECONNECT = Duration.ofSeconds(3);

    /** Longer than the time between two comments of the daemon. */
    private static final Duration SILENCE = Duration.ofSeconds(90);

    private final Daemon daemon;
    private final Query stream;
    private final Semaphore changed = new Semaphore(0);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean connected;
    private volatile @Nullable HttpExchange exchange;

    /**
     * Opens the stream on a thread of its own.
     *
     * @param topics as in the query of the daemon's events
     */
    public ChangeSignal(Daemon daemon, String topics) {
        this.daemon = daemon;
        this.stream = Query.of("/api/v2/events").with("topics", topics);
        Thread.ofPlatform().daemon().name("events").start(this::listen);
    }

    /**
     * Waits for a change, and not longer than a time.
     *
     * @return whether something may have changed
     */
    public boolean await(Duration atMost) {
        try {
            var limit = connected || atMost.compareTo(POLL) < 0 ? atMost : POLL;
            var signalled = changed.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS);
            changed.drainPermits();
            return signalled || !connected;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        closeQuietly(exchange);
    }

    private void listen() {
        try {
            do {
                readEvents();
            } while (!closed.await(RECONNECT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException | RefusedException e) {
            // Without events the command asks at intervals, and is told why it may not read.
            changed.release();
        }
    }

    private void readEvents() {
        try (var events = daemon.events(stream, SILENCE)) {
            exchange = events;
            var lines =
                    new BufferedReader(
                            new InputStreamReader(events.body(), StandardCharsets.UTF_8));
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event:")) {
                    connected = true;
                    changed.release();
                }
            }
        } catch (IOException broken) {
            // Connects again.
        } finally {
            connected = false;
            changed.release();
        }
    }

    private static void closeQuietly(@Nullable Closeable open) {
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException ignored) {
            // Nothing more is read from it.
        }
    }
}
