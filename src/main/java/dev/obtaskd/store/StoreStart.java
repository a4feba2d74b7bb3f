package dev.obtaskd.store;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;

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
    }

    /** @throws StartRefused with a message for the operator */
    void open() {
        directory.prepare();
        try {
            migrate();
            writer.start();
        } catch (FlywayException | SQLException e) {
            throw new StartRefused(directory.named(Failures.locked(e)
                    ? "is in use by another obtaskd"
                    : "holds a store that cannot be opened: " + e.getMessage()), e);
        }
    }

    private void migrate() {
        var newer = Arrays.stream(flyway.info().all())
                .map(migration -> migration.getState())
                .anyMatch(state -> state == MigrationState.FUTURE_SUCCESS || state == MigrationState.FUTURE_FAILED);
        if (newer) {
            throw new StartRefused(directory.named("was written by a newer obtaskd"));
        }
        flyway.migrate();
    }
}
