package dev.obtaskd.store.writer;

import dev.obtaskd.store.DataDirectory;
import dev.obtaskd.store.StartupException;
import dev.obtaskd.store.h2.DualHeaderFileSystem;
import dev.obtaskd.store.h2.StoreCreation;
import dev.obtaskd.store.h2.StorePreflight;
import dev.obtaskd.store.jdbc.SqlFailures;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Opens the store before all other parts start, and closes it after they have stopped. */
@ApplicationScoped
class StoreLifecycle {

    private static final int FIRST = 100;
    private static final int LAST = 10_000;

    private final DataDirectory directory;
    private final Flyway flyway;
    private final StoreWriter writer;

    StoreLifecycle(DataDirectory directory, Flyway flyway, StoreWriter writer) {
        this.directory = directory;
        this.flyway = flyway;
        this.writer = writer;
    }

    /** A problem that the operator has to fix is reported in one line, without a stack trace. */
    void start(@Observes @Priority(FIRST) StartupEvent event) {
        try {
            open();
        } catch (StartupException refused) {
            throw new ConfigurationException(refused.getMessage());
        }
    }

    void stop(@Observes @Priority(LAST) ShutdownEvent event) {
        writer.close();
        directory.unlock();
    }

    /**
     * @throws StartupException with a message for the operator
     */
    void open() {
        directory.prepare();
        try {
            directory.lock();
            openStore();
        } catch (StartupException refused) {
            directory.unlock();
            throw refused;
        }
    }

    private void openStore() {
        DualHeaderFileSystem.register();
        try {
            new StorePreflight(directory, flyway).take();
            new StoreCreation(directory.database(), DualHeaderFileSystem.SCHEME + ":", flyway)
                    .ensure();
            flyway.migrate();
            writer.start();
        } catch (FlywayException | SQLException e) {
            throw SqlFailures.locked(e)
                    ? directory.inUse(e)
                    : new StartupException(
                            directory.named(
                                    "holds a store that cannot be opened: " + e.getMessage()),
                            e);
        } catch (IOException e) {
            throw new StartupException(
                    directory.named("cannot be used: its store cannot be created: " + e), e);
        }
    }
}
