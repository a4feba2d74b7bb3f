package dev.obtaskd.engine.attempt;

import dev.obtaskd.catalogue.operation.DirectoryRules;
import dev.obtaskd.catalogue.operation.TemplatePath.Fact;
import dev.obtaskd.log.LogAppends;
import dev.obtaskd.log.LogLimits;
import dev.obtaskd.log.TaskDirectories;
import dev.obtaskd.path.PathNames;
import dev.obtaskd.settings.StartupOrder;
import dev.obtaskd.store.DataDirectory;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Says where attempts have their place, below the daemon's data directory, and where operations may
 * look.
 */
@ApplicationScoped
class AttemptDirectories {

    private static final Logger LOG = Logger.getLogger(AttemptDirectories.class);

    @Produces
    @Singleton
    TaskDirectories attempts(DataDirectory data) {
        return new TaskDirectories(data.path());
    }

    @Produces
    @Singleton
    LogLimits logLimits(LogSettings settings) {
        return settings.limits();
    }

    /** Calls the producer, which refuses invalid limits, before the store is created. */
    void check(
            @Observes @Priority(StartupOrder.CHECK_SETTINGS) StartupEvent event, LogLimits limits) {
        LOG.debugf("Limits of logs: %s", limits);
    }

    @Produces
    @Singleton
    LogAppends appends() {
        return new LogAppends();
    }

    @Produces
    @Singleton
    DirectoryRules directories(DataDirectory data, DirectorySettings settings) {
        return new DirectoryRules(
                PathNames.display(data.path()),
                Map.of(
                        Fact.COLLECT_DIRECTORIES,
                                settings.collectLogs().directories().orElse(List.of()),
                        Fact.INSPECT_DIRECTORIES,
                                settings.hostInspect().directories().orElse(List.of())));
    }
}
