package dev.obtaskd.engine;

import dev.obtaskd.log.Attempts;
import dev.obtaskd.store.DataDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Says where attempts have their place: below the daemon's data directory. */
@ApplicationScoped
class Places {

    @Produces
    @Singleton
    Attempts attempts(DataDirectory data) {
        return new Attempts(data.path());
    }
}
