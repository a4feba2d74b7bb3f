package dev.obtaskd.store;

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

/** Opens the store before everything else starts, and closes it after everything else has stopped. */
@ApplicationScoped
class StoreStart {

    private static final int FIRST = 100;
    private static final int LAST = 10_000;

    private final DataDirectory directory;
    private final Flyway flyway;
    private final Writer writer;

    StoreStart(DataDirectory directory, Flyway flyway, Writer writer) {
        this.directory = directory;
        this.flyway = flyway;
        this.writer = writer;
    }

    /** What the operator has to mend is told in one line, without a stack trace. */
    void start(@Observes @Priority(FIRST) StartupEvent event) {
        try {
            open();
        } catch (StartRefused refused) {
            throw new ConfigurationException("obtaskd does not start: " + refused.getMessage());
        }
    }

    void stop(@Observes @Priority(LAST) ShutdownEvent event) {
        writer.close();
        directory.unlock();
    }

    /** @throws StartRefused with a message for the operator */
    void open() {
        directory.prepare();
        try {
            directory.lock();
            openStore();
        } catch (StartRefused refused) {
            directory.unlock();
            throw refused;
        }
    }

    private void openStore() {
        TwoHeaders.register();
        try {
            new FirstLook(directory, flyway).take();
            new NewStore(directory.database(), TwoHeaders.SCHEME + ":", flyway).ensure();
            flyway.migrate();
            writer.start();
        } catch (FlywayException | SQLException e) {
            throw Failures.locked(e)
                    ? directory.inUse(e)
                    : new StartRefused(directory.named("holds a store that cannot be opened: " + e.getMessage()), e);
        } catch (IOException e) {
            throw new StartRefused(directory.named("cannot be used: its store cannot be made: " + e), e);
        }
    }
}
