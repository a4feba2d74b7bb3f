package dev.obtaskd.step.exec.output;

import dev.obtaskd.step.exec.proc.Notifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Rings when something changes in an attempt's directory; one inotify instance for all attempts.
 */
@ApplicationScoped
public class OutputWatch {

    private final Map<WatchKey, Notifier> listeners = new ConcurrentHashMap<>();
    private @Nullable WatchService service;

    /** Ends the watching, for the end of the daemon. */
    @PreDestroy
    synchronized void close() throws IOException {
        if (service != null) {
            service.close();
        }
    }

    /** Begins to ring for a directory; does nothing if the kernel grants no more watches. */
    public Watching on(Path directory, Notifier wake) {
        try {
            var key =
                    directory.register(
                            service(),
                            StandardWatchEventKinds.ENTRY_CREATE,
                            StandardWatchEventKinds.ENTRY_MODIFY);
            listeners.put(key, wake);
            // Something may have happened before the listener was there.
            wake.ring();
            return () -> {
                listeners.remove(key);
                key.cancel();
            };
        } catch (IOException noMoreWatches) {
            // Whoever follows looks by itself from time to time as well.
            return () -> {};
        }
    }

    private synchronized WatchService service() throws IOException {
        if (service == null) {
            var created = FileSystems.getDefault().newWatchService();
            Thread.ofVirtual().name("output-watch").start(() -> ringFor(created));
            service = created;
        }
        return service;
    }

    private void ringFor(WatchService events) {
        try {
            while (true) {
                var key = events.take();
                key.pollEvents();
                key.reset();
                var wake = listeners.get(key);
                if (wake != null) {
                    wake.ring();
                }
            }
        } catch (ClosedWatchServiceException | InterruptedException end) {
            // The daemon goes down.
        }
    }

    /** Ends the ringing for one directory. */
    public interface Watching extends AutoCloseable {
        @Override
        void close();
    }
}
