package dev.obtaskd.engine;

import dev.obtaskd.catalogue.DirectoryRules;
import dev.obtaskd.catalogue.TemplatePath.Fact;
import dev.obtaskd.log.Attempts;
import dev.obtaskd.path.PathNames;
import dev.obtaskd.store.DataDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** Says where attempts have their place, below the daemon's data directory, and where operations may look. */
@ApplicationScoped
class Places {

    @Produces
    @Singleton
    Attempts attempts(DataDirectory data) {
        return new Attempts(data.path());
    }

    @Produces
    @Singleton
    DirectoryRules directories(DataDirectory data, DirectorySettings settings) {
        return new DirectoryRules(PathNames.display(data.path()), Map.of(
                Fact.COLLECT_DIRECTORIES, settings.collectLogs().directories().orElse(List.of()),
                Fact.INSPECT_DIRECTORIES, settings.hostInspect().directories().orElse(List.of())));
    }
}
