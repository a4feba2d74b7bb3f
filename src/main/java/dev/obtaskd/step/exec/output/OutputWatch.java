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

/** Signals changes in the directories of attempts; one inotify instance for all attempts. */
@ApplicationScoped
public class OutputWatch {

    private final Map<WatchKey, Notifier> listeners = new ConcurrentHashMap<>();
    private @Nullable WatchService service;

    /** Closes the watch service at shutdown. */
    @PreDestroy
    synchronized void close() throws IOException {
        if (service != null) {
            service.close();
        }
    }

    /** Starts watching a directory; does nothing if the kernel grants no more watches. */
    public Watching on(Path directory, Notifier notifier) {
        try {
            var key =
                    directory.register(
                            service(),
                            StandardWatchEventKinds.ENTRY_CREATE,
                            StandardWatchEventKinds.ENTRY_MODIFY);
            listeners.put(key, notifier);
            // The directory may have changed before the listener was registered.
            notifier.signal();
            return () -> {
                listeners.remove(key);
                key.cancel();
            };
        } catch (IOException noMoreWatches) {
            // The monitor also polls.
            return () -> {};
        }
    }

    private synchronized WatchService service() throws IOException {
        if (service == null) {
            var created = FileSystems.getDefault().newWatchService();
            Thread.ofVirtual().name("output-watch").start(() -> signalChanges(created));
            service = created;
        }
        return service;
    }

    private void signalChanges(WatchService events) {
        try {
            while (true) {
                var key = events.take();
                key.pollEvents();
                key.reset();
                var notifier = listeners.get(key);
                if (notifier != null) {
                    notifier.signal();
                }
            }
        } catch (ClosedWatchServiceException | InterruptedException end) {
            // The daemon shuts down.
        }
    }

    /** Stops watching one directory. */
    public interface Watching extends AutoCloseable {
        @Override
        void close();
    }
}
